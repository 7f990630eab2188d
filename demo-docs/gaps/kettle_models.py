"""The model of a kettle's configuration, for the page on examples."""

from pydantic import BaseModel, ConfigDict, Field


class Kettle(BaseModel):
    """What can be set."""

    model_config = ConfigDict(extra="forbid")

    degrees: int = Field(100, le=100, title="Degrees", description="How hot the water gets.")
    litres: float = Field(title="Litres", description="How much it holds.")
