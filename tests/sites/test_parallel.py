"""The output depends on the source alone: not on processes, hashes, folders, clocks or languages of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.sites.conftest import Site

    MakeSite = Callable[..., Site]


def design(number: int, designs: int) -> str:
    """A design that others link to and that links to others, with some findings."""
    before, after = (number - 1) % designs, (number + 1) % designs
    return f"""\
# Feature design for part {number}

:::{{feature-design}} part-{number}
:date: 2026-01-0{number + 1}
:component: {"front" if number % 2 else "back"}
:feature: LCORE-{number}
:::

::::{{requirement}} R1 Do {number}
:status: approved
:use-cases: U1, part-{before}.U1
:depends-on: part-{after}.R2

It does {number}, as {{uc}}`part-{after}.U1` says, and {{req}}`part-{number}.R7` does not.

:::{{acceptance-criteria}}
- Given one, then {number}
:::
::::

:::{{requirement}} R2 Do more
:refines: part-{before}.R1
:staus: draft

It does more.
:::

:::{{acceptance-criteria}} part-{after}.R1
- Given {number}, then it holds
:::

:::{{use-case}} U1
As a user, I want {number}.
:::
"""


def site_of(designs: int) -> dict[str, str]:
    documents = {f"part{number}.md": design(number, designs) for number in range(designs)}
    toctree = "\n".join(f"part{number}" for number in range(designs))
    index = (
        f"# Parts\n\n{{ref}}`traceability`\n\n```{{toctree}}\n{toctree}\n```\n\n"
        ":::{traceability-matrix}\n:::\n\n:::{traceability-matrix}\n:style: grid\n:::\n\n"
        ":::{traceability-coverage}\n:::\n\n:::{feature-index}\n:::\n"
    )
    return {"index.md": index, **documents}


FILES = site_of(8)
OF_THE_MACHINE = {"environment.pickle", ".buildinfo"}


def everything(folder: Path) -> dict[str, bytes]:
    """All files of an output folder, our own record of it among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in OF_THE_MACHINE
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "latex", "xml"])
def test_two_processes_write_what_one_writes(make_site: MakeSite, builder: str) -> None:
    site = make_site(FILES)
    one = site.build(builder, out="one", jobs=1)
    two = site.build(builder, out="two", jobs=2)
    assert everything(one.out) == everything(two.out)


def test_two_processes_tell_what_one_tells(make_site: MakeSite) -> None:
    site = make_site(FILES)
    one, two = (site.build(out=f"jobs{jobs}", jobs=jobs).findings for jobs in (1, 2))
    assert {"unknown_reference", "unknown_option", "missing_metadata"} <= {each.rule for each in one}
    assert one == two


def test_documents_that_other_processes_read_are_all_there(make_site: MakeSite) -> None:
    catalog = make_site(FILES).build(jobs=2).catalog
    assert [feature.id for feature in catalog.features] == [f"part-{number}" for number in range(8)]


MACHINES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"},
)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_two_machines_write_the_same(make_site: MakeSite, builder: str) -> None:
    outputs = []
    for machine in MACHINES:
        site = make_site(FILES)
        command = [sys.executable, "-m", "sphinx", "-b", builder, "-d", "doctrees", "source", "out"]
        subprocess.run(command, cwd=site.root, env={**os.environ, **machine}, check=True, capture_output=True)
        outputs.append(everything(site.out()))
    assert outputs[0] == outputs[1]


def test_nothing_in_the_output_names_a_folder_of_the_machine(make_site: MakeSite) -> None:
    built = make_site(FILES).build()
    here = str(built.site.root).encode()
    assert [name for name, content in everything(built.out).items() if here in content] == []


# The environment


def test_a_second_application_reads_the_same_catalog(make_site: MakeSite) -> None:
    site = make_site(FILES)
    first, second = site.build(), site.build()
    assert "no targets are out of date" in second.status
    assert second.catalog is not first.catalog
    assert second.catalog.documents == first.catalog.documents
    assert second.catalog.findings == first.catalog.findings


@pytest.mark.verifies("incremental-builds.R5")
def test_the_environment_keeps_facts_and_what_was_found_in_them(make_site: MakeSite) -> None:
    site = make_site(FILES)
    site.build()
    domain = site.build().app.env.domaindata["lcore"]
    assert domain.keys() == {"documents", "digests", "checked", "version"}
    assert set(domain["documents"]) == set(domain["digests"]) == {"index", *(f"part{number}" for number in range(8))}
    pickled = (site.root / "out.doctrees" / "environment.pickle").read_bytes()
    assert b"sphinxext_lcore.model.catalog" not in pickled
