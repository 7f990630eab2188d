"""Whether code parses: what is wrong is found at its line, and what is an excerpt is let be."""

from __future__ import annotations

import pytest

from sphinxext_lcore.reading.configuration.code_syntax import python_error, yaml_error


class TestYaml:
    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ("a: 1\nb: 2: 3\n", 2, "mapping values are not allowed here"),
            ("a:\n  b: 1\n c: 2\n", 3, "expected <block end>, but found"),
            ("a: 1\nb\nc: 3\n", 2, "could not find expected ':'"),
            ("a: 1\nb: [1, 2\n", 2, "while parsing a flow sequence"),
            ("a: 1\nb: 'open\nc: 2\n", 2, "while scanning a quoted scalar"),
            ("a: 1\n\tb: 2\n", 2, "found character '\\t'"),
            ("a: @home\n", 1, "found character '@'"),
            ("---\na: 1\n---\nb: }\n", 4, "expected the node content"),
            ("a: 1\nb: \x00\n", 2, "the character U+0000 is not allowed"),
        ],
    )
    def test_what_does_not_parse_is_told_at_its_line(self, text: str, line: int, words: str) -> None:
        found = yaml_error(text)
        assert found is not None
        assert found[0] == line
        assert words in found[1]
        assert "\n" not in found[1]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "# a comment alone\n",
            "a: 1\nb: [1, 2]\n",
            "  a: 1\n  b:\n    - 2\n",
            "---\na: 1\n---\nb: 2\n",
            "a: !team:tag 1\nb: *elsewhere\n",
            "a: 1\n...\n",
            "a: <name>\n",
        ],
    )
    def test_what_parses_is_not_told(self, text: str) -> None:
        assert yaml_error(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "a: 1\n  ...\nb: 2\n",
            "a: 1\n  … more …\nb: 2: 3\n",
            "a: {{ value }}: 1\n",
            "{% if x %}\na: 1: 2\n",
            "<your key>: b: c\n",
            "    b: 1\n  c: 2\n",
        ],
    )
    def test_what_is_plainly_an_excerpt_is_not_judged(self, text: str) -> None:
        assert yaml_error(text) is None


class TestPython:
    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ("a = 1\nb = = 2\n", 2, "invalid syntax"),
            ("def f(:\n    pass\n", 1, ""),
            ("a = 1\nprint 'a'\n", 2, "Missing parentheses"),
            ("a = 1\nf(1, 2\n", 2, "was never closed"),
            ("a = 'open\n", 1, "unterminated string literal"),
            ("    a = 1\n    b = = 2\n", 2, "invalid syntax"),
            ("if a:\n    b = 1\n  c = 2\n", 3, "unindent"),
            ("class A:\n    key: str = None\n    key2 = str None\n", 3, "invalid syntax"),
        ],
    )
    def test_what_does_not_parse_is_told_at_its_line(self, text: str, line: int, words: str) -> None:
        found = python_error(text)
        assert found is not None
        assert found[0] == line
        assert words in found[1]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "# a comment alone\n",
            "a: int = 1\n",
            "    def f(self) -> None:\n        return 1\n",
            "return await f()\n",
            "def f(a: int) -> str: ...\n",
            "a = '\\d'\n",
        ],
    )
    def test_what_parses_is_not_told(self, text: str) -> None:
        assert python_error(text) is None

    @pytest.mark.parametrize(
        "text",
        [
            "f(a=1, ...)\n",
            "a = 1\n…\nb = 2\n",
            "a = {{ value }} b\n",
            "key = <your key>\n",
            ">>> f(1)\n2 3\n",
            "%load_ext lcore\n",
            "!pip install lcore\n",
            "In [1]: f(1)\n",
            "f?\n",
            "$ python -m lcore\n",
            "else:\n    a = 1\n",
            "except KeyError:\n    a = 1\n",
            "case 1:\n    a = 1\n",
            "def f(a: int) -> str:\n",
            "class A:\n    def f(self) -> str:\n",
            "@cached\n",
            "name='a',\nvalue=1,\n",
            "'name': 'a',\n'value': 1,\n",
            "self,\nname: str,\nvalue: int = 1,\n",
            "        a = 1\n    b = 2\n",
            "type A = int\n",
            "def f[T](a: T) -> T:\n    return a\n",
            "a = f'{b['c']}'\n",
            "try:\n    a()\nexcept A, B:\n    pass\n",
        ],
    )
    def test_what_is_plainly_an_excerpt_or_newer_is_not_judged(self, text: str) -> None:
        assert python_error(text) is None
