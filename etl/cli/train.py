"""`hetu train`: train the sequence model on our own texts, and say what it is worth."""

from __future__ import annotations

from pathlib import Path

import click

from etl.cli.errors import say_errors
from etl.extract.sequence.measure import cross_measure, line, measure
from etl.extract.sequence.tagger import MODEL, use_model
from etl.extract.sequence.teach import corpus_texts, labelled_texts
from etl.extract.sequence.train import train as train_model

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option(
    "--also", type=_FOLDER, multiple=True, help="另一些带标注的报告 / more labelled reports"
)
@click.option(
    "--test", type=_FOLDER, multiple=True, help="从不用于训练的报告 / reports never learnt"
)
@click.option("--folds", default=0, help="留出法份数,0 为不测 / folds of leave-out, 0 for none")
@say_errors
def train(also: tuple[Path, ...], test: tuple[Path, ...], folds: int) -> None:
    """训练名称模型 / Train the name model on the marked corpus (geodata/lexicon/corpus)."""
    texts = corpus_texts()
    more = [text for folder in also for text in labelled_texts(folder)]
    if folds:
        cross_measure(texts, more, folds, click.echo)
    click.echo(f"{len(texts)} + {len(more)} 篇 texts → {MODEL.name}")
    train_model([lesson for text in [*texts, *more] for lesson in text.lessons], MODEL)
    for folder in test:
        with use_model(MODEL):
            for text in labelled_texts(folder):
                click.echo(line(measure(text)))
    click.echo(f"{MODEL.stat().st_size / 1024:.0f} KiB")
