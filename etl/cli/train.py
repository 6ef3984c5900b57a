"""`hetu train`: train the small models on our own texts, and say what they are worth."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.extract.sequence import status_train
from etl.extract.sequence.measure import cross_measure, line, measure
from etl.extract.sequence.tagger import MODEL, use_model
from etl.extract.sequence.teach import corpus_texts, labelled_texts
from etl.extract.sequence.train import train as train_model
from etl.extract.status_model import KIND_MODEL, STATUS_MODEL

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option(
    "--also", type=_FOLDER, multiple=True, help="另一些带标注的报告 / more labelled reports"
)
@click.option(
    "--test", type=_FOLDER, multiple=True, help="从不用于训练的报告 / reports never learnt"
)
@click.option("--folds", default=0, help="留出法份数，0 为不测 / folds of leave-out, 0 for none")
@say_errors
def train(also: tuple[Path, ...], test: tuple[Path, ...], folds: int) -> None:
    """训练三个小模型 / Train the models for names, category and status on the marked corpus."""
    texts = corpus_texts()
    more = [text for folder in also for text in labelled_texts(folder)]
    taught = [*status_train.corpus(), *(t for f in also for t in status_train.labelled(f))]
    if folds:
        cross_measure(texts, more, folds, click.echo)
        status_train.cross_measure(taught, folds, click.echo)
    click.echo(f"{len(texts)} + {len(more)} 篇 texts")
    train_model([lesson for text in [*texts, *more] for lesson in text.lessons], MODEL)
    status_train.teach(taught, KIND_MODEL, STATUS_MODEL)
    for model in (MODEL, KIND_MODEL, STATUS_MODEL):
        click.echo(f"→ {model.name} {model.stat().st_size / 1024:.0f} KiB")
    for folder in test:
        with use_model(MODEL):
            for text in labelled_texts(folder):
                click.echo(line(measure(text)))
