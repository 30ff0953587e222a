"""From the outbox into the database's index, and into a real Elasticsearch."""

import dataclasses
import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from evidence.models import SearchEntry, SearchOutbox, SearchState, SearchWord
from evidence.search import documents, outbox, rebuild, state, sync, tasks, verify
from evidence.search.api import SearchDocument, SearchQuery
from evidence.search.engines.elasticsearch import client, indexing, indices
from evidence.search.outbox import touch
from evidence.search.service import search
from tests.search.corpus import DOCUMENTS

pytestmark = pytest.mark.django_db
elastic = pytest.mark.elasticsearch


def titles(text):
    return [hit.document.title for hit in search(SearchQuery(text=text)).hits]


def rename(source, number, title):
    source.rows[number] = dataclasses.replace(source.rows[number], title=title)


def run():
    rebuild.rebuild(now=timezone.now())


class TestDatabase:
    @pytest.fixture(autouse=True)
    def index(self, sample):
        run()

    def test_a_change_is_found_after_the_commit(self, sample):
        rename(sample, 13, "Chlorophyll")
        touch("sample:13")

        tasks.after_commit()

        assert titles("chlorophyll") == ["Chlorophyll"]
        assert titles("photosynthesis") == []
        assert not SearchOutbox.objects.exists()

    def test_what_is_unpublished_is_gone_from_hits_counts_and_words(self, sample):
        sample.rows.pop(13)
        touch("sample:13")

        tasks.after_commit()

        results = search(SearchQuery())
        assert results.total == len(DOCUMENTS) - 1
        assert "biology" not in {v.value for v in results.facets["subject"]}
        assert search(SearchQuery(text="fotosynthesis")).suggestion == ""

    def test_an_unchanged_document_is_not_written_again(self):
        before = SearchEntry.objects.get(uid="sample:13").pk
        touch("sample:13")

        tasks.after_commit()

        assert SearchEntry.objects.get(uid="sample:13").pk == before

    def test_a_uid_of_no_source_is_taken_as_gone(self):
        touch("nothing:1", "sample:abc")

        tasks.after_commit()

        assert not SearchOutbox.objects.exists()

    def test_one_bad_document_keeps_no_other_out(self, sample, monkeypatch):
        rename(sample, 1, "Found all the same")
        whole = sample.documents

        def faulty(keys):
            if 13 in keys:
                msg = "no title"
                raise ValueError(msg)
            return whole(keys)

        monkeypatch.setattr(sample, "documents", faulty)
        touch("sample:1", "sample:13")

        tasks.after_commit()

        (parked,) = SearchOutbox.objects.parked()
        assert parked.uid == "sample:13"
        assert parked.error == "ValueError: no title"
        assert titles("found same") == ["Found all the same"]

    def test_a_parked_change_can_be_tried_again(self):
        SearchOutbox.objects.create(
            uid="sample:1",
            created_at=timezone.now(),
            next_try=timezone.now(),
            parked=True,
        )

        outbox.retry(SearchOutbox.objects.parked())
        tasks.after_commit()

        assert not SearchOutbox.objects.exists()

    def test_verify_finds_and_sync_mends_what_differs(self, sample):
        SearchEntry.objects.get(uid="sample:1").delete()
        SearchEntry.objects.filter(uid="sample:2").update(digest="x")
        sample.rows.pop(3)

        (drift,) = verify.verify()

        assert drift.missing == ("sample:1",)
        assert drift.stale == ("sample:2",)
        assert drift.ghosts == ("sample:3",)
        assert all(d.is_clean for d in verify.mend(now=timezone.now()))
        assert search(SearchQuery()).total == len(DOCUMENTS) - 1

    def test_what_waits_in_the_outbox_is_no_drift(self, sample):
        sample.rows.pop(3)
        touch("sample:3")

        assert verify.verify()[0].is_clean

    def test_an_older_word_list_asks_for_a_rebuild(self):
        SearchState.objects.update(analysis="old")

        (drift,) = verify.verify()

        assert drift.rebuild
        run()
        assert verify.verify()[0].is_clean

    def test_a_change_during_a_rebuild_is_not_lost(self, sample):
        seen = []

        def change(step, count):
            if not seen:
                rename(sample, 13, "Chlorophyll")
                sample.rows.pop(1)
                touch("sample:13", "sample:1")
                tasks.after_commit()
                seen.append(titles("chlorophyll"))

        rebuild.rebuild(now=timezone.now(), progress=change)

        assert seen == [["Chlorophyll"]]  # found in the old index meanwhile
        assert titles("chlorophyll") == ["Chlorophyll"]
        assert search(SearchQuery()).total == len(DOCUMENTS) - 1
        assert verify.verify()[0].is_clean

    def test_a_search_during_a_rebuild_finds_everything_once(self):
        totals = []

        rebuild.rebuild(
            now=timezone.now(),
            progress=lambda _s, _n: totals.append(search(SearchQuery()).total),
        )

        assert set(totals) == {len(DOCUMENTS)}

    def test_a_second_rebuild_is_refused_while_one_runs(self):
        def again(_step, _count):
            with pytest.raises(rebuild.UnableToRebuild, match="running"):
                run()

        rebuild.rebuild(now=timezone.now(), progress=again)

        assert state.current().building_claim == ""

    def test_a_killed_rebuild_is_taken_over_and_leaves_nothing(self):
        SearchState.objects.update(
            building_claim="dead",
            building_generation=7,
            building_beat=timezone.now() - dt.timedelta(hours=1),
        )
        SearchEntry.objects.create(
            generation=7, uid="sample:99", document={}, digest="x"
        )

        run()

        assert SearchEntry.objects.count() == len(DOCUMENTS)
        assert state.current().building_claim == ""

    def test_a_rebuild_that_was_taken_over_gives_up(self):
        def take_over(_step, _count):
            SearchState.objects.update(building_claim="another")

        with pytest.raises(rebuild.UnableToRebuild, match="taken over"):
            rebuild.rebuild(now=timezone.now(), progress=take_over)

        assert state.current().building_claim == "another"
        assert search(SearchQuery()).total == len(DOCUMENTS)

    def test_a_rebuild_learns_the_words_anew(self):
        SearchWord.objects.create(word="forgotten")

        run()

        assert not SearchWord.objects.filter(word="forgotten").exists()

    def test_commands_report_and_fail_when_something_differs(self, sample, capsys):
        call_command("search_index", "verify")
        sample.rows.pop(3)
        with pytest.raises(CommandError, match="differs"):
            call_command("search_index", "verify")
        call_command("search_index", "sync")
        call_command("search_index", "sync", "--waiting-only")
        call_command("search_index", "rebuild")
        call_command("search_index", "status")

        printed = capsys.readouterr().out
        assert "database: as it should be." in printed
        assert "database: 1 ghosts: sample:3" in printed
        assert "24 documents indexed." in printed
        assert "Changes waiting: 0" in printed


@elastic
class TestElasticsearch:
    @pytest.fixture(autouse=True)
    def index(self, server, sample):
        run()
        indices.refresh()

    def push(self):
        tasks.after_commit()
        indices.refresh()

    def test_a_change_is_found(self, sample):
        rename(sample, 13, "Chlorophyll")
        touch("sample:13")

        self.push()

        assert titles("chlorophyll") == ["Chlorophyll"]
        assert not SearchOutbox.objects.exists()

    def test_what_is_unpublished_appears_nowhere_even_before_it_is_pushed(self, sample):
        sample.rows.pop(13)
        touch("sample:13")
        sync.apply_waiting()

        results = search(SearchQuery())

        assert results.engine == "elasticsearch"
        assert results.total == len(DOCUMENTS) - 1
        assert "biology" not in {v.value for v in results.facets["subject"]}
        self.push()
        assert not SearchOutbox.objects.exists()
        assert search(SearchQuery()).total == len(DOCUMENTS) - 1

    def test_a_ghost_is_not_shown_and_is_reported(self):
        SearchEntry.objects.get(uid="sample:13").delete()

        results = search(SearchQuery(text="photosynthesis"))

        assert results.hits == []
        assert results.total == 0
        assert SearchOutbox.objects.get().uid == "sample:13"

    def test_a_late_write_does_not_undo_a_newer_one(self):
        old, new = DOCUMENTS[12], dataclasses.replace(DOCUMENTS[12], title="Newer")
        alias = indexing.settings.ELASTICSEARCH_ALIAS

        for document, version in ((new, 1000), (old, 999)):
            outcome = indexing.write(
                {document.uid: document}, [], version=version, alias=alias, seconds=5
            )
            assert outcome.done == {document.uid}

        indices.refresh()
        stored = client.client(5).get(index=alias, id=new.uid)
        assert stored["_source"]["title"] == "newer"

    def test_a_deletion_of_what_is_not_there_is_done(self):
        outcome = indexing.write(
            {},
            ["sample:999"],
            version=1000,
            alias=indexing.settings.ELASTICSEARCH_ALIAS,
            seconds=5,
        )

        assert outcome.done == {"sample:999"}

    def test_a_document_that_is_refused_is_parked_with_its_reason(self, monkeypatch):
        monkeypatch.setattr(
            indexing, "source", lambda document: {"uid": document.uid, "odd": 1}
        )
        touch("sample:13")

        self.push()

        (parked,) = SearchOutbox.objects.parked()
        assert "strict_dynamic_mapping_exception" in parked.error

    def test_without_an_index_changes_wait_and_no_index_is_made_by_itself(self):
        indices.drop(indices.live())
        touch("sample:13")

        self_made = indexing.settings.ELASTICSEARCH_ALIAS
        tasks.after_commit()

        (row,) = SearchOutbox.objects.waiting()
        assert row.attempts == 1
        assert not client.client(5).indices.exists(index=self_made)
        assert search(SearchQuery()).degraded

    def test_changes_wait_while_the_server_is_down_and_arrive_later(
        self, sample, settings
    ):
        url, settings.ELASTICSEARCH_URL = (
            settings.ELASTICSEARCH_URL,
            "http://127.0.0.1:9",
        )
        rename(sample, 13, "Chlorophyll")
        touch("sample:13")
        tasks.after_commit()
        assert SearchOutbox.objects.waiting().count() == 1
        settings.ELASTICSEARCH_URL = url

        sync.push_waiting(now=timezone.now() + dt.timedelta(minutes=5))
        indices.refresh()

        assert not SearchOutbox.objects.exists()
        assert titles("chlorophyll") == ["Chlorophyll"]

    def test_a_change_during_a_rebuild_is_not_lost(self, sample):
        seen = []

        def change(step, _count):
            if step != "Database" and not seen:
                rename(sample, 13, "Chlorophyll")
                sample.rows.pop(1)
                touch("sample:13", "sample:1")
                self.push()
                seen.append(titles("chlorophyll"))

        before = indices.live()
        rebuild.rebuild(now=timezone.now(), progress=change)
        indices.refresh()

        assert indices.live() != before
        assert seen == [["Chlorophyll"]]
        assert titles("chlorophyll") == ["Chlorophyll"]
        assert all(drift.is_clean for drift in verify.verify())

    def test_the_index_before_is_kept_and_older_ones_go(self):
        second = indices.live()
        run()
        third = indices.live()
        run()

        assert indices.made() == [third, indices.live()]
        assert second not in indices.made()

    def test_an_index_under_the_alias_own_name_is_replaced(self):
        alias = indexing.settings.ELASTICSEARCH_ALIAS
        for name in indices.made():
            indices.drop(name)
        client.client(5).indices.create(index=alias)

        run()

        assert indices.live().startswith(f"{alias}-")

    def test_verify_finds_and_sync_mends_what_differs(self):
        alias = indexing.settings.ELASTICSEARCH_ALIAS
        stale = dataclasses.replace(DOCUMENTS[1], title="Old")
        ghost = SearchDocument(uid="sample:99", kind="study", title="Ghost", url="/")
        indexing.write(
            {stale.uid: stale, ghost.uid: ghost},
            ["sample:1"],
            version=state.current().version,
            alias=alias,
            seconds=5,
        )

        drift = verify.verify()[1]

        assert drift.missing == ("sample:1",)
        assert drift.stale == ("sample:2",)
        assert drift.ghosts == ("sample:99",)
        assert all(d.is_clean for d in verify.mend(now=timezone.now()))

    def test_a_missing_index_and_an_old_mapping_ask_for_a_rebuild(self, monkeypatch):
        monkeypatch.setattr(indices, "is_current", lambda _name: False)
        assert verify.verify()[1].rebuild

        for name in indices.made():
            indices.drop(name)

        assert verify.verify()[1].rebuild

    def test_status_names_the_index(self, capsys):
        call_command("search_index", "status")

        assert indices.live() in capsys.readouterr().out

    def test_a_rebuild_that_fails_leaves_the_old_index_in_use(
        self, monkeypatch, sample
    ):
        before = indices.live()

        def refuse(*_args, **_kwargs):
            return indexing.Outcome(later={"sample:1": "too many requests"})

        monkeypatch.setattr(indexing, "write", refuse)

        with pytest.raises(CommandError, match="too many requests"):
            call_command("search_index", "rebuild")

        assert indices.live() == before
        assert state.current().building_claim == ""


@pytest.mark.django_db
def test_mending_an_index_that_is_right_touches_nothing(sample, settings):
    settings.ELASTICSEARCH_URL = ""
    rebuild.rebuild(now=timezone.now())

    assert all(drift.is_clean for drift in verify.mend(now=timezone.now()))
    assert not SearchOutbox.objects.exists()


@pytest.mark.parametrize(
    "items",
    [
        [{"index": {"status": 400, "error": "no such thing"}}],
        [{"index": {"status": 400, "error": {"type": "a", "reason": "b"}}}],
    ],
)
def test_a_refusal_is_filed_in_whatever_form_it_comes(items):
    outcome = indexing._sorted({"items": items}, ["sample:1"])

    assert outcome.refused["sample:1"] in {"no such thing", "a: b"}


def test_documents_survive_being_kept():
    for document in DOCUMENTS:
        kept = documents.from_json(documents.to_json(document))
        assert kept == document
        assert documents.digest(kept) == documents.digest(document)


def test_control_characters_are_taken_out_of_documents():
    document = dataclasses.replace(DOCUMENTS[0], title="a\x00b", body="c\u202ed")

    tidied = documents.tidy(document)

    assert (tidied.title, tidied.body) == ("a b", "cd")
