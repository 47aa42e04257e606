"""What live settings are called where their changes are marked."""

from __future__ import annotations

from nnstudio.app.translate import tr_text
from nnstudio.core.settings import Settings
from nnstudio.graph.project import Project


def setting_name(project: Project, target: str, setting: str) -> str:
    """Return what a setting is called in forms, with its layer where it belongs to one."""
    node = project.graph.by_id.get(target)
    plan = project.training
    others: dict[str, Settings] = {"training": plan, "clipping": plan.clipping}
    owner = node.layer if node else others.get(target, plan.optimizer)
    info = type(owner).params().get(setting)
    label = tr_text(info.label) if info and info.label else setting
    return f"{target}: {label}" if node else label
