"""How an intervention was given and tested."""

from pydantic import BaseModel, Field

from evidence.constants import Deliverer


class Circumstances(BaseModel):
    """Deliverer, dose, delay and cost, as far as published."""

    delay: str = Field(description="When it was measured, in words: “after 4 weeks”.")
    delay_weeks: float | None = Field(
        description="Weeks from the end of the intervention to the test."
    )
    period: str = Field(description="Time under the intervention until this test.")
    deliverer: Deliverer | None = Field(description="Who worked with the pupils.")
    dose: str = Field(description="How much, in words: “30 lessons in 10 weeks”.")
    dose_hours: float | None = Field(description="Hours in all.")
    fidelity: str = Field(description="How closely it was done as planned.")
    cost_per_pupil: float | None = Field(
        description="Cost per pupil and year, in `cost_currency`."
    )
    cost_currency: str = Field(description="Currency, ISO 4217: GBP, EUR, USD.")
    cost_year: int | None = Field(description="Year of the prices.")
    cost_note: str = Field(description="What the cost holds.")
