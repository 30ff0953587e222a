"""Settings: `base` is shared; `dev`, `demo`, `test` and `production` are chosen by name.

Environment variables are read here and nowhere else; `.env.example` lists them all.
"""
