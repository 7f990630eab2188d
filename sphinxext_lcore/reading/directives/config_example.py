"""``config-example``: an example of a configuration in YAML, held against the pydantic model of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinxext_lcore.model.suggestion import shorten
from sphinxext_lcore.reading.directive import DesignDirective
from sphinxext_lcore.reading.options import ConfigExampleOptions
from sphinxext_lcore.rendering.nodes import block
from sphinxext_lcore.rendering.translation import translate

if TYPE_CHECKING:
    import yaml
    from pydantic import BaseModel


class ConfigExample(DesignDirective[ConfigExampleOptions]):
    """Gives the YAML as it is written, and the fields of its model as a table; it states no record."""

    options_model = ConfigExampleOptions

    def build(self) -> list[nodes.Node]:
        """Make the listing and the table, and check the one against the other."""
        self.expect_no_argument()
        if not any(line.strip() for line in self.content):
            self.find("empty_block", "config-example is empty; write YAML, or remove the block")
            return [nodes.container("", classes=["lcore", "lcore-config-example"])]
        from sphinxext_lcore.reading.configuration.fields import FIELDS, fields_table  # noqa: PLC0415 - as below

        found = self._documents()
        model = self._model()
        if model is not None and found is not None:
            self._compare(found, model)
        table = [block("", facts=fields_table(model, translate(FIELDS)))] if model is not None else []
        return [nodes.container("", self._listing(), *table, classes=["lcore", "lcore-config-example"])]

    def _documents(self) -> list[yaml.Node] | None:
        # Few sites have such a block, and all of them would have to load what it needs.
        from sphinxext_lcore.reading.configuration.yaml_text import YamlError, documents  # noqa: PLC0415

        try:
            return documents("\n".join(self.content))
        except YamlError as error:
            message = f"malformed YAML: {error.fault.message}; mend the example"
            self.find("malformed_yaml", message, self.body_line(error.fault.line))
        return None

    def _model(self) -> type[BaseModel] | None:
        """The model that the option names, if it can be had."""
        from sphinxext_lcore.reading.configuration import models  # noqa: PLC0415

        written, line = self.checked.model, self.option_line("model")
        path = models.model_path(written)
        if path is None:
            if line is not None:
                message = f"invalid value '{shorten(written)}' in :model:; write package.module:Class"
                self.find("invalid_value", message, line)
            return None
        if not self.lcore.may_import(path.module):
            message = f"not held against {written}; set lcore_import_models = True in conf.py, which runs the module"
            self.find("model_not_imported", message, line)
            return None
        try:
            imported = models.import_model(path)
        except models.UnimportableError as error:
            self.find("unimportable_model", str(error), line)
            self.env.note_reread()  # the file that mends it may not be there yet
            return None
        for file in imported.files:
            self.env.note_dependency(file)
        return imported.model

    def _compare(self, found: list[yaml.Node], model: type[BaseModel]) -> None:
        if len(found) > 1:
            message = f"{model.__name__} describes one YAML document, and here are {len(found)}; write a block for each"
            self.find("invalid_example", message, self.body_line(found[1].start_mark.line))
        from sphinxext_lcore.reading.configuration.faults import faults_of  # noqa: PLC0415

        for fault in faults_of(found[0] if found else None, model):
            self.find("invalid_example", fault.message, self.body_line(fault.line))

    def _listing(self) -> nodes.Element:
        text = "\n".join(self.content)
        # What is malformed has its finding: the highlighter is to make the best of it.
        listing: nodes.Element = nodes.literal_block(text, text, language="yaml", force=True)
        self.set_source_info(listing)
        if not self.checked.caption:
            return listing
        # What Sphinx makes of a code block with a caption.
        caption = nodes.caption("", "", *self.inline(self.checked.caption, "caption"))
        self.set_source_info(caption)
        wrapper = nodes.container("", caption, listing, classes=["literal-block-wrapper"], literal_block=True)
        self.named = wrapper  # a reference shows the caption
        return wrapper
