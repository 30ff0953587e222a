"""Our map beside mind-elixir and markmap: the same trees, one run of Chromium.

    python -m benchmarks.maps [--sizes 60,500,2000] [--keep FOLDER]

    trees     the same random tree for each size
    pages     one page for each map and size, as files
    measures  what Chromium says of a page: ready, seen, longest task while moving it

The other maps are installed from package.json here when the bench first runs; they are
no part of the site. Ratios within a run are comparable between machines, times are not.
"""
