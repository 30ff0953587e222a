"""Search engines find the evidence records."""

from tests.factories.evidence import (
    BarrierFactory,
    InterventionFactory,
    ReferenceFactory,
)


def test_the_sitemap_lists_each_record(client, home):
    reference = ReferenceFactory()

    xml = client.get("/sitemap.xml").content.decode()

    assert f"{reference.get_absolute_url()}</loc>" in xml
    assert "<loc>http://localhost/</loc>" in xml


def test_the_sitemap_lists_barriers_and_interventions(client, home):
    records = BarrierFactory(), InterventionFactory()

    xml = client.get("/sitemap.xml").content.decode()

    for record in records:
        assert f"{record.get_absolute_url()}</loc>" in xml


def test_the_sitemap_asks_no_more_with_more_records(
    client, home, django_assert_num_queries
):
    client.get("/sitemap.xml")
    ReferenceFactory.create_batch(5)
    BarrierFactory()
    InterventionFactory()

    with django_assert_num_queries(12) as five:
        client.get("/sitemap.xml")
    ReferenceFactory.create_batch(5)

    with django_assert_num_queries(len(five)):
        client.get("/sitemap.xml")
