"""The same pipeline over many pages: in this process, or spread over several."""

from onrecord.scale.processes import run_pages

__all__ = ["run_pages"]
