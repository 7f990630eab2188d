"""Examples of configurations: their YAML is checked, held against its model, and shown with the model's fields."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinxext_lcore.reading.configuration.yaml_text import YamlError, documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Built, Logged, Site

CONF = "import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent))\n"
TRUST = f"{CONF}lcore_import_models = True\n"
MODELS = """\
from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, SecretStr, field_validator, model_validator

print("models are imported")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Tls(Strict):
    key_path: Path = Field(default=Path("key.pem"), title="Key", description="Where the *key* is.")


class Server(Strict):
    host: str = Field(title="Host", description="Where it listens.")
    port: int = Field(8080, title="Port", description="What it\\nlistens to.", alias="listen-port")
    tls: Tls | None = None

    @field_validator("port")
    @classmethod
    def _is_a_port(cls, port: int) -> int:
        if port > 65535:
            raise ValueError("a port is at most 65535")
        return port

    @model_validator(mode="after")
    def _host_is_no_port(self) -> Server:
        if self.host.isdecimal():
            raise ValueError("the host is a number")
        return self


class Lenient(BaseModel):
    level: Literal["low", "high"] = "low"
    tags: frozenset[str] = frozenset({"b", "a", "c"})
    secret: SecretStr = SecretStr("hush")
    words: list[str] = Field(default_factory=list)


class Shop(Strict):
    server: Server
    mirrors: list[Server] = []
    named: dict[str, Lenient] = {}
    parent: Shop | None = None


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    level: int = 1


class Cat(Strict):
    kind: Literal["cat"]
    lives: int = 9


class Dog(Strict):
    kind: Literal["dog"]
    name: str


class Zoo(Strict):
    pet: Cat | Dog = Field(discriminator="kind")
    other: int | list[int] = 1
    path: str = ""

    @field_validator("path")
    @classmethod
    def _is_there(cls, path: str) -> str:
        raise ValueError(f"no file {Path.cwd() / 'key.pem'} in {object()}, see https://example.org/a/b")


class Kennel(RootModel[dict[str, Dog]]):
    pass


class Exits(BaseModel):
    level: int = 1

    @field_validator("level")
    @classmethod
    def _leaves(cls, level: int) -> int:
        raise SystemExit(3)


NUMBER = 3
"""
languages = pytest.mark.parametrize("language", ["md", "rst"])


def page(language: str, body: str, *options: str) -> dict[str, str]:
    """A page whose block begins on line 3, and the body of it on line 8."""
    lines = [*options, *(f":class: c{number}" for number in range(len(options), 1)), ""]
    lines = [*lines, *[""] * (4 - len(lines)), *body.splitlines()]
    if language == "md":
        return {"index.md": "\n".join(["# Shop", "", "::::{config-example}", *lines, "::::", "", "Below.", ""])}
    inner = [f"   {line}".rstrip() for line in lines]
    return {"index.rst": "\n".join(["Shop", "====", ".. config-example::", *inner, "", "Below.", ""])}


@pytest.fixture
def build(make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    monkeypatch.setattr(sys, "path", [*sys.path])

    def run(files: dict[str, str], conf: str = TRUST, builder: str = "dummy") -> Built:
        return make_site({"shop_models.py": MODELS, **files}, conf).build(builder)

    return run


def told(built: Built) -> list[tuple[int, str, str, str]]:
    assert {each.path for each in built.findings} <= {"index.md", "index.rst"}
    return [(each.line, each.level, each.rule, each.message) for each in built.findings]


def only(built: Built) -> Logged:
    (found,) = built.findings
    return found


SOUND = """\
server:
  host: example.org
  listen-port: 443
  tls:
    key_path: key.pem
mirrors:
- host: one
- host: two
named:
  first:
    level: high
"""


class TestWithoutAModel:
    @languages
    def test_yaml_needs_no_model(self, build: Callable[..., Built], language: str) -> None:
        assert told(build(page(language, SOUND), "")) == []

    @languages
    def test_several_documents_are_yaml(self, build: Callable[..., Built], language: str) -> None:
        assert told(build(page(language, "a: 1\n---\nb: 2"), "")) == []

    @languages
    @pytest.mark.parametrize(
        ("body", "line", "words"),
        [
            ("a: 1\nb: [1, 2\nc: 3", 10, "expected ',' or ']', but got ':'"),
            ("a: 1\n  b: 2", 9, "mapping values are not allowed here"),
            ("a: 1\nb: *nothing", 9, "found undefined alias"),
            ("a: 1\nb:\n  c: 1\n  c: 2", 11, "the key 'c' is there twice"),
            ("a: {b: 1, b: 2}", 8, "the key 'b' is there twice"),
            ('a: 1\nb: "\\q"', 9, "unknown escape character"),
        ],
    )
    def test_a_fault_is_told_at_its_line(
        self, build: Callable[..., Built], language: str, body: str, line: int, words: str
    ) -> None:
        found = only(build(page(language, body), ""))
        assert (found.level, found.rule) == ("WARNING", "malformed_yaml")
        assert found.message.startswith("malformed YAML: ")
        assert found.message.endswith("; mend the example")
        assert words in found.message
        assert found.line == line

    @languages
    def test_an_empty_block_is_a_finding(self, build: Callable[..., Built], language: str) -> None:
        assert [(rule, level) for _, level, rule, _ in told(build(page(language, ""), ""))] == [
            ("empty_block", "WARNING")
        ]

    def test_an_argument_is_a_finding(self, build: Callable[..., Built]) -> None:
        text = "# Shop\n\n:::{config-example} shop.yaml\na: 1\n:::\n"
        assert build({"index.md": text}, "").rules() == ["unexpected_argument"]

    def test_lines_are_those_of_an_included_file(self, build: Callable[..., Built]) -> None:
        parts = {
            "part.txt": "Words\n\n.. config-example::\n\n   a: 1\n   b: [\n",
            "index.rst": "Shop\n====\n\n.. include:: part.txt\n",
        }
        found = only(build(parts, ""))
        assert (found.path, found.line, found.rule) == ("part.txt", 6, "malformed_yaml")

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("# Shop\n\n:::{config-example}\n---\nclass: x\n---\na: [\n:::\n", 7),
            ("# Shop\n\n::::{note}\nWords.\n\n:::{config-example}\n\na: 1\nb: [\n:::\n::::\n", 9),
            ("# Shop\n\n- item\n\n  ```{config-example}\n  a: 1\n  b: [\n  ```\n", 7),
            (
                "# Shop\n\n```{eval-rst}\n.. note::\n\n   .. config-example::\n      :class: x\n\n      a: 1\n      b: [\n```\n",
                10,
            ),
        ],
        ids=["fence", "nested", "list", "eval-rst"],
    )
    def test_lines_are_right_wherever_the_block_stands(self, build: Callable[..., Built], text: str, line: int) -> None:
        assert [(each.line, each.rule) for each in build({"index.md": text}, "").findings] == [(line, "malformed_yaml")]


class TestAgainstAModel:
    @languages
    def test_a_sound_example_has_no_finding(self, build: Callable[..., Built], language: str) -> None:
        assert told(build(page(language, SOUND, ":model: shop_models:Shop"))) == []

    @languages
    @pytest.mark.parametrize(
        ("model", "body", "faults"),
        [
            (
                "Server",
                "host: a\nlisten-prot: 1",
                [(9, "Server has no key listen-prot; did you mean listen-port?")],
            ),
            (
                "Shop",
                "server:\n  host: a\n  tls:\n    key_pth: x",
                [(11, "Shop has no key server.tls.key_pth; did you mean key_path?")],
            ),
            (
                "Shop",
                "server:\n  host: a\nmirrors:\n- host: b\n- host: c\n  prt: 1",
                [(13, "Shop has no key mirrors.1.prt; known: host, listen-port, tls")],
            ),
            (
                "Server",
                "host: a\nlisten-port: many",
                [
                    (
                        9,
                        "invalid value of listen-port: Input should be a valid integer, unable to parse string as an integer; mend it",
                    )
                ],
            ),
            (
                "Server",
                "host: a\nlisten-port: 70000",
                [(9, "invalid value of listen-port: a port is at most 65535; mend it")],
            ),
            ("Server", "# who\nhost: '1'", [(9, "the host is a number; mend the example")]),
            ("Server", "listen-port: 1", [(8, "the key host is missing; add it, as Server requires it")]),
            ("Shop", "server:\n  listen-port: 1", [(8, "the key server.host is missing; add it, as Shop requires it")]),
            ("Server", "# nothing", [(8, "the key host is missing; add it, as Server requires it")]),
            ("Lenient", "level: low\nlevle: high", [(9, "Lenient has no key levle; did you mean level?")]),
            (
                "Shop",
                "server: {host: a}\nnamed:\n  one:\n    lvl: 1",
                [(11, "Shop has no key named.one.lvl; did you mean level?")],
            ),
            (
                "Zoo",
                "pet:\n  kind: cat\n  lifes: 3",
                [(10, "Zoo has no key pet.lifes; did you mean lives?")],
            ),
            (
                "Zoo",
                "pet:\n  kind: cat\n  wings: 3",
                [(10, "Zoo has no key pet.wings; known: kind, lives, name")],
            ),
            ("Zoo", "pet:\n  kind: dog", [(8, "the key pet.name is missing; add it, as Zoo requires it")]),
            (
                "Zoo",
                "pet: {kind: cat}\npath: x",
                [
                    (
                        9,
                        "invalid value of path: no file key.pem in <object object>, see https://example.org/a/b; mend it",
                    )
                ],
            ),
            ("Open", "level: 1\nanything: 2", []),
            (
                "Zoo",
                "pet: {kind: cat}\nother: many",
                [
                    (
                        9,
                        "invalid value of other: Input should be a valid integer, unable to parse string as an integer, or: Input should be a valid list; mend it",
                    )
                ],
            ),
            (
                "Kennel",
                "rex:\n  kind: dog\n  nmae: Rex\n  name: Rex",
                [(10, "Kennel has no key rex.nmae; did you mean name?")],
            ),
            (
                "Server",
                "base: &b {x: 1}\nhost: a\ntls: {<<: *b}",
                [
                    (8, "Server has no key base; known: host, listen-port, tls"),
                    (8, "Server has no key tls.x; known: key_path"),
                ],
            ),
            (
                "Server",
                "host: a\n---\nhost: b",
                [(10, "Server describes one YAML document, and here are 2; write a block for each")],
            ),
            ("Exits", "level: 2", [(8, "Exits raises SystemExit: 3; mend its validators")]),
            ("Open", "- level", [(8, "Input should be a valid dictionary or instance of Open; mend the example")]),
        ],
    )
    def test_a_fault_is_told_at_its_line(
        self,
        build: Callable[..., Built],
        language: str,
        model: str,
        body: str,
        faults: list[tuple[int, str]],
    ) -> None:
        found = told(build(page(language, body, f":model: shop_models:{model}")))
        assert found == [(line, "WARNING", "invalid_example", message) for line, message in faults]

    @languages
    def test_a_malformed_example_is_not_compared(self, build: Callable[..., Built], language: str) -> None:
        assert only(build(page(language, "host: [", ":model: shop_models:Server"))).rule == "malformed_yaml"

    def test_what_a_module_prints_is_not_shown(
        self, build: Callable[..., Built], capfd: pytest.CaptureFixture[str]
    ) -> None:
        built = build(page("md", "level: 1", ":model: shop_models:Open"))
        assert "models are imported" not in built.status + built.warnings + "".join(capfd.readouterr())


class TestHostileYaml:
    BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )

    @languages
    def test_no_tag_runs_anything(
        self, build: Callable[..., Built], language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ran: list[object] = []
        monkeypatch.setattr(os, "system", ran.append)
        body = "level: 1\nother: !!python/object/apply:os.system ['true']"
        found = only(build(page(language, body, ":model: shop_models:Open")))
        assert (found.line, found.rule) == (9, "invalid_example")
        assert "could not determine a constructor for the tag" in found.message
        assert ran == []

    @languages
    @pytest.mark.parametrize("body", [BOMB, "level: &a [*a]"], ids=["bomb", "cycle"])
    def test_aliases_have_a_bound(self, build: Callable[..., Built], language: str, body: str) -> None:
        found = only(build(page(language, body, ":model: shop_models:Open")))
        assert (found.line, found.rule) == (8, "invalid_example")
        assert "its aliases unfold to more than 100,000 values, or to themselves" in found.message

    @languages
    def test_depth_has_a_bound(self, build: Callable[..., Built], language: str) -> None:
        found = only(build(page(language, "[" * 5000, ":model: shop_models:Open")))
        assert (found.line, found.message) == (8, "malformed YAML: it is nested too deeply; mend the example")

    @pytest.mark.parametrize("value", ["2026-02-31", "!!int x", "!!bool x", "!!timestamp x", "!!binary é"])
    def test_a_value_that_its_tag_refuses_is_a_finding(self, build: Callable[..., Built], value: str) -> None:
        found = only(build(page("md", f"level: 1\nother: {value}", ":model: shop_models:Open")))
        assert (found.line, found.rule) == (9, "invalid_example")

    @pytest.mark.parametrize(
        "text",
        ["a: \x07", '"\\UFFFFFFFF"', "%YAML 9.9\n--- a", "a: 'x", "{" * 3000, "!<%ff> a", "? ? ?\n:\n- [", "\ud800"],
    )
    def test_every_text_gives_a_message_of_one_line(self, text: str) -> None:
        with pytest.raises(YamlError) as error:
            documents(text)
        fault = error.value.fault
        assert 0 <= fault.line <= text.count("\n")
        assert fault.message
        assert fault.message.isprintable()


class TestImports:
    @languages
    def test_nothing_is_imported_unless_the_site_allows_it(self, build: Callable[..., Built], language: str) -> None:
        built = build(page(language, "host: [", ":model: shop_models:Server"), CONF, "html")
        assert [(line, level, rule) for line, level, rule, _ in told(built)] == [
            (8, "WARNING", "malformed_yaml"),
            (4, "INFO", "model_not_imported"),
        ]
        assert "set lcore_import_models = True in conf.py" in told(built)[1][3]
        assert "host: [" in re.sub("<.*?>", "", built.read("index.html"))
        assert "lcore-config-fields" not in built.read("index.html")

    @pytest.mark.parametrize(
        ("trusted", "rules"),
        [("[]", ["model_not_imported"]), ('["shop_models"]', []), ('["shop"]', ["model_not_imported"])],
    )
    def test_a_site_can_trust_some_packages(self, build: Callable[..., Built], trusted: str, rules: list[str]) -> None:
        files = page("md", "level: 1", ":model: shop_models:Open")
        assert build(files, f"{CONF}lcore_import_models = {trusted}\n").rules() == rules

    @pytest.mark.parametrize("value", ['"shop"', "[1]", '["no name"]', "None", "1.5"])
    def test_another_value_of_the_option_is_a_finding(self, build: Callable[..., Built], value: str) -> None:
        built = build(page("md", "level: 1"), f"lcore_import_models = {value}\n")
        (line,) = built.warnings.splitlines()
        assert "invalid value of lcore_import_models; write True, False, or a list of packages" in line

    @languages
    @pytest.mark.parametrize(
        "model", ["shop_models", "shop_models:", "shop models:Open", "shop_models:Open:x", "../x:y", '""']
    )
    def test_a_malformed_model_is_a_finding(self, build: Callable[..., Built], language: str, model: str) -> None:
        found = only(build(page(language, "level: 1", f":model: {model}")))
        assert (found.line, found.level, found.rule) == (4, "WARNING", "invalid_value")
        assert found.message.endswith("in :model:; write package.module:Class")

    @languages
    @pytest.mark.parametrize(
        ("model", "words"),
        [
            (
                "no_such_module:Open",
                "ModuleNotFoundError: No module named 'no_such_module'; add its folder to sys.path in conf.py",
            ),
            ("shop_models.below:Open", "cannot import shop_models.below: ModuleNotFoundError"),
            ("broken:Open", "cannot import broken: SyntaxError: "),
            ("leaves:Open", "cannot import leaves: SystemExit: 2; mend the module"),
            ("raises:Open", "cannot import raises: ZeroDivisionError: division by zero; mend the module"),
            ("needs:Open", "cannot import needs: ModuleNotFoundError: No module named 'not_there'; mend the module"),
            ("shop_models:Missing", "shop_models has no Missing; name a class that derives from pydantic.BaseModel"),
            ("shop_models:NUMBER", "not as a pydantic model, NUMBER; name a class"),
            ("shop_models:Path", "not as a pydantic model, Path; name a class"),
        ],
    )
    def test_a_model_that_cannot_be_had_is_a_finding(
        self, build: Callable[..., Built], language: str, model: str, words: str
    ) -> None:
        modules = {
            "broken.py": "class",
            "leaves.py": "import sys\nsys.exit(2)\n",
            "raises.py": "1 / 0\n",
            "needs.py": "import not_there\n",
        }
        found = only(build({**modules, **page(language, "level: 1", f":model: {model}")}))
        assert (found.line, found.level, found.rule) == (4, "WARNING", "unimportable_model")
        assert words in found.message


class TestChanges:
    """A document is read again when its model changed, and held against what the model is now."""

    PAGE = page("md", "level: 7", ":model: kettle:Kettle")
    KETTLE = "from limits import MOST\nfrom pydantic import BaseModel, Field\n\n\nclass Kettle(BaseModel):\n    level: int = Field(le=MOST)\n"

    @pytest.fixture
    def site(self, make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
        monkeypatch.setattr(sys, "path", [*sys.path])
        site: Site = make_site({"kettle.py": self.KETTLE, "limits.py": "MOST = 9\n", **self.PAGE}, TRUST)
        yield site
        for name, module in [*sys.modules.items()]:  # what conf.py imports stays
            if str(getattr(module, "__file__", None)).startswith(str(site.root)):
                del sys.modules[name]

    def _edit(self, site: Site, name: str, text: str) -> None:
        """Write a file, later than anything that was read."""
        site.write({name: text})
        later = (site.source / "index.md").stat().st_mtime_ns + 10_000_000_000
        os.utime(site.source / name, ns=(later, later))

    def test_a_change_of_the_module_counts(self, site: Site) -> None:
        assert site.build("dummy").rules() == []
        self._edit(site, "kettle.py", self.KETTLE.replace("le=MOST", "le=6   "))
        assert site.build("dummy").rules() == ["invalid_example"]
        assert site.build("dummy").rules() == ["invalid_example"]
        self._edit(site, "kettle.py", self.KETTLE)
        os.utime(site.source / "kettle.py", ns=(2**62, 2**62))
        assert site.build("dummy", fresh=True).rules() == []

    def test_a_change_of_a_module_that_it_imports_counts(self, site: Site) -> None:
        assert site.build("dummy").rules() == []
        self._edit(site, "limits.py", "MOST = 6\n")
        assert site.build("dummy").rules() == ["invalid_example"]

    @pytest.mark.parametrize("imports", ["import kettle", "import parts.limits", "import parts.most"])
    def test_it_counts_as_well_where_something_else_imported_it_before(self, site: Site, imports: str) -> None:
        kettle = self.KETTLE.replace("from limits", "from parts import most\nfrom parts.limits")
        site.write({"kettle.py": kettle, "parts/__init__.py": "", "parts/limits.py": "from .most import MOST\n"})
        site.write({"parts/most.py": "MOST = 9\n"})
        site.conf += f"{imports}\n"
        site.write({})
        assert site.build("dummy").rules() == []
        self._edit(site, "parts/most.py", "MOST = 6\n")
        assert site.build("dummy").rules() == ["invalid_example"]

    def test_a_module_that_is_mended_is_imported(self, site: Site) -> None:
        site.write({"limits.py": "MOST = \n"})
        assert site.build("dummy").rules() == ["unimportable_model"]
        site.write({"limits.py": "MOST = 9\n"})
        assert site.build("dummy").rules() == []

    def test_no_bytecode_is_left_behind(self, site: Site) -> None:
        site.build("dummy")
        assert not (site.source / "__pycache__").exists()

    def test_a_module_of_the_same_name_elsewhere_is_another(self, site: Site, make_site: Callable[..., Site]) -> None:
        assert site.build("dummy").rules() == []
        other = make_site({"kettle.py": self.KETTLE, "limits.py": "MOST = 6\n", **self.PAGE}, TRUST)
        assert other.build("dummy").rules() == ["invalid_example"]

    def test_changes_count_when_processes_read(self, site: Site) -> None:
        pages = {f"page{number}.md": "---\norphan: true\n---\n" + self.PAGE["index.md"] for number in range(8)}
        site.write({**pages, "limits.py": "MOST = \n"})
        assert site.build("dummy", jobs=2).rules() == ["unimportable_model"] * 9
        site.write({"limits.py": "MOST = 9\n"})
        assert site.build("dummy", jobs=2).rules() == []
        self._edit(site, "limits.py", "MOST = 6\n")
        assert site.build("dummy", jobs=2).rules() == ["invalid_example"] * 9

    def test_to_allow_imports_reads_again(self, site: Site) -> None:
        assert site.build("dummy", options={"lcore_import_models": "0"}).rules() == ["model_not_imported"]
        assert site.build("dummy").rules() == []


class TestPages:
    @languages
    @pytest.mark.parametrize(
        "builder", ["html", "singlehtml", "latex", "epub", "text", "man", "xml", "texinfo", "gettext"]
    )
    def test_every_builder_shows_it_without_a_warning(
        self, build: Callable[..., Built], language: str, builder: str
    ) -> None:
        options = (":model: shop_models:Shop", ":caption: A *shop*", ":name: the-shop", ":no-index:")
        epub = 'copyright = "us"\nversion = "1"\n'
        built = build(page(language, SOUND, *options), TRUST + epub, builder)
        assert built.warnings == ""

    @languages
    def test_the_fields_are_a_table(self, build: Callable[..., Built], language: str) -> None:
        built = build(page(language, SOUND, ":model: shop_models:Shop"))
        resolved = built.app.env.get_doctree("index")
        built.app.env.apply_post_transforms(resolved, "index")
        (table,) = resolved.findall(nodes.table)
        assert table[0].astext() == "Fields: Shop"
        rows = [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]
        assert rows[:4] == [
            ["Name", "Type", "Default", "Title", "Description"],
            ["server", "Server", "required", "", ""],
            ["server.host", "str", "required", "Host", "Where it listens."],
            ["server.listen-port", "int", "8080", "Port", "What it listens to."],
        ]
        assert ["server.tls", "Tls | None", "null", "", ""] in rows
        assert ["mirrors.*.tls.key_path", "Path", '"key.pem"', "Key", "Where the *key* is."] in rows
        assert ["named.*.words", "list[str]", "[]", "", ""] in rows
        assert [row[0] for row in rows[-1:]] == ["parent"]

    @pytest.mark.parametrize(
        ("model", "names"),
        [
            ("Kennel", ["*.kind", "*.name"]),
            ("Zoo", ["pet", "pet.kind", "pet.lives", "pet.kind", "pet.name", "other", "path"]),
        ],
    )
    def test_a_field_has_the_name_that_a_file_gives_it(
        self, build: Callable[..., Built], model: str, names: list[str]
    ) -> None:
        html = build(page("md", "{}", f":model: shop_models:{model}"), TRUST, "html").read("index.html")
        assert re.findall(r'<th scope="row"><code>(.*?)</code>', html) == names

    def test_the_heads_of_the_table_have_a_scope_and_the_search_knows_its_words(
        self, build: Callable[..., Built]
    ) -> None:
        built = build(page("md", SOUND, ":model: shop_models:Shop"), TRUST, "html")
        html = built.read("index.html")
        assert "<caption>Fields: Shop</caption>" in html
        assert 'aria-label="Fields: Shop"' in html
        assert '<th scope="col" data-column="default">Default</th>' in html
        assert '<th scope="row"><code>server.listen-port</code></th><td><code>int</code></td>' in html
        assert '"listen":0' in built.read("searchindex.js")

    def test_a_default_is_shown_as_yaml_and_a_secret_is_not(self, build: Callable[..., Built]) -> None:
        html = build(page("md", "level: low", ":model: shop_models:Lenient"), TRUST, "html").read("index.html")
        words = html.replace('<span class="pre">', "").replace("</span>", "")
        assert "[&quot;a&quot;, &quot;b&quot;, &quot;c&quot;]" in words
        assert "&quot;low&quot; | &quot;high&quot;" in words
        assert "hush" not in words

    @languages
    def test_class_and_name_are_on_the_block(self, build: Callable[..., Built], language: str) -> None:
        html = build(page(language, "a: 1", ":class: mine", ":name: the-shop"), "", "html").read("index.html")
        assert 'class="lcore lcore-config-example mine docutils container" id="the-shop"' in html

    @languages
    def test_a_reference_shows_the_caption(self, build: Callable[..., Built], language: str) -> None:
        files = page(language, "a: 1", ":caption: A *shop*", ":name: the-shop")
        reference = "{ref}`the-shop`" if language == "md" else ":ref:`the-shop`"
        built = build({name: text.replace("Below.", reference) for name, text in files.items()}, "", "html")
        assert built.warnings == ""
        assert 'href="#the-shop"><span class="std std-ref">A shop</span>' in built.read("index.html")
        assert built.read("index.html").count('id="the-shop"') == 1

    def test_it_states_no_record(self, build: Callable[..., Built]) -> None:
        data = build(page("md", SOUND, ":model: shop_models:Shop"), TRUST, "html").json
        assert [kind for kind, records in data.items() if isinstance(records, list) and records] == []
