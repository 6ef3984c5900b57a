"""The import desk: files waiting, looked at in the background, taken, taken out again."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.access import writing
from app.imports.preview import batches_json, preview_json
from app.imports.staging import Staging
from app.review.districts import geodata_of, known_districts
from app.review.rebuild import Rebuilder
from app.settings import Settings
from etl.district import District
from etl.errors import HetuError
from etl.files import locked
from etl.intake.changes import changes_of
from etl.intake.model import FIELDS, IntakeError
from etl.intake.plan import Wishes
from etl.intake.record import accept, batches, put_back, take, undo
from etl.intake.run import ground_of, plan_file
from etl.pipeline import build

_EVERY_S = 0.4
_KEY = "layers"


class ImportDesk:
    """Everything the addresses of the page work with."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.staging = Staging(settings.var / "imports" / "staging")
        self.undone = settings.var / "imports" / "undone"
        self.rebuilder = Rebuilder(settings.var / "imports")

    def district(self) -> District:
        """The district whose layers are served; HetuError where they lie in no folder of one."""
        own = self.settings.layers.parent.name
        for item in known_districts(geodata_of(self.settings)):
            if item.adcode == own:
                return item
        raise HetuError(
            "所显示的图层不在区县目录里，无处存放导入的数据。请用 HETU_DISTRICT 指明区县。",
            "the layers served lie in no district's folder, so there is no place for imports. Name "
            "the district with HETU_DISTRICT.",
        )

    def overview(self) -> dict[str, Any]:
        """The batches of record, what was taken out, and whether layers are being drawn."""
        district = self.district()
        found = sorted(self.undone.iterdir()) if self.undone.is_dir() else []
        return {
            "batches": batches_json(batches(district.root)),
            "undone": [path.name for path in found if path.is_dir()],
            "layers": self.rebuilder.state(_KEY),
            "writing": writing(self.settings),
        }

    def look(self, token: str, wishes: Wishes) -> None:
        """Read the file and work out what it would change, in the background."""
        self.staging.tell(token, state="working", share=0.0, zh="打开文件", en="opening the file")
        thread = threading.Thread(target=self._look, args=(token, wishes), daemon=True)
        thread.start()

    def _look(self, token: str, wishes: Wishes) -> None:
        last = 0.0

        def told(share: float, zh: str, en: str) -> None:
            nonlocal last
            if time.monotonic() - last > _EVERY_S:
                last = time.monotonic()
                self.staging.tell(token, state="working", share=share, zh=zh, en=en)

        try:
            district = self.district()
            folder = self.staging.at(token)
            plan = plan_file(self.staging.file(token), district, wishes, told)
            changes = changes_of(district, plan)
            batch = take(folder / "out", plan)
            preview = preview_json(plan, changes, ground_of(district))
            self.staging.tell(token, state="ready", batch=batch.batch_id, preview=preview)
        except HetuError as error:
            self._fail(
                token,
                {"zh": error.where + error.zh, "en": error.where + error.en},
                columns=list(getattr(error, "columns", ())),
                layers=list(getattr(error, "layers", ())),
            )
        except Exception:
            logging.getLogger(__name__).exception("a file could not be looked at")
            said = {
                "zh": "读取时出错，什么也没有改变。请换一种格式导出后再试，并请管理员查看日志。",
                "en": "reading failed and nothing was changed. Export it in another format and try "
                "again; the administrator's log says more.",
            }
            self._fail(token, said)

    def _fail(self, token: str, said: dict[str, str], **choices: list[str]) -> None:
        with suppress(HetuError):  # dropped meanwhile: there is nobody to tell
            self.staging.tell(token, state="failed", error=said, **choices)

    def take(self, token: str) -> str:
        """Take in what was looked at; the batch's id. HetuError where it is not ready."""
        state = self.staging.told(token)
        if state["state"] != "ready":
            raise IntakeError("还没有读完，不能导入。", "it has not been read yet.")
        district = self.district()
        with self._locked():
            batch_id = accept(self.staging.at(token) / "out", str(state["batch"]), district.root)
        self.staging.drop(token)
        self.redraw(district)
        return batch_id

    def undo(self, batch_id: str) -> None:
        """Take a batch out."""
        district = self.district()
        with self._locked():
            undo(district.root, batch_id, self.undone)
        self.redraw(district)

    def put_back(self, batch_id: str) -> None:
        """Undo the undo."""
        district = self.district()
        with self._locked():
            put_back(district.root, self.undone, batch_id)
        self.redraw(district)

    def redraw(self, district: District) -> None:
        """Have the layers drawn anew, soon."""

        def job() -> None:
            build(district, layers=self.settings.layers, var=self.settings.var)

        self.rebuilder.ask(_KEY, job)

    def _locked(self) -> Any:
        return locked(self.settings.var / "imports" / "record.lock")


def wishes_of(form: Mapping[str, Any], who: str) -> Wishes:
    """What a request asks for; unknown fields are left out."""

    def words(name: str, most: int = 120) -> str:
        return str(form.get(name) or "").strip()[:most]

    mapping = form.get("mapping")
    pairs = mapping if isinstance(mapping, dict) else {}
    try:
        radius = float(form.get("uncertainty") or 0)
    except (TypeError, ValueError):
        radius = 0.0
    return Wishes(
        datum=words("datum"),
        mapping={key: str(value)[:200] for key, value in pairs.items() if key in FIELDS},
        layer=words("layer"),
        kind=words("kind", 40),
        title=words("title"),
        licence=words("licence"),
        who=who,
        uncertainty_m=radius if 1 <= radius <= 20_000 else None,
        authority="open" if form.get("open") else "own",
    )


def clean_name(name: str) -> Path:
    """A file's name without any folder, short enough for every file system."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip().lstrip(".") or "file"
    stem, dot, suffix = plain.rpartition(".")
    return Path(f"{stem[:60]}{dot}{suffix[:12]}")
