"""A document's record as a person reads it on a terminal."""

import click

from onrecord.cli.dates import shown_when
from onrecord.cli.terminal import ARROW, chain_line, heading, marked, safe, wrap
from onrecord.document import Doc
from onrecord.records import Attribution, Event, Hop, Party

_TOLD_FIRST = 90
"""Characters of a block shown."""


def show_doc(doc: Doc) -> None:
    """Print title, source chain, blocks, statements and events, each with its sentence."""
    document = doc.document
    click.secho(safe(document.title or "(no headline)"), bold=True)
    facts = [
        ARROW.join(safe(x) for x in (document.publisher, document.agency) if x),
        "by " + ", ".join(map(safe, document.authors)) if document.authors else "",
        safe(document.section or ""),
        document.kind if document.kind != "article" else "",
        f"published {safe(document.published)}" if document.published else "no date",
        f"modified {safe(document.modified)}" if document.modified else "",
        f"dateline {safe(document.dateline.place)}" if document.dateline else "",
        safe(document.language or ""),
    ]
    click.echo(" · ".join(fact for fact in facts if fact))
    click.secho(f"{document.id}  {safe(document.url or document.path or '')}", dim=True)
    heading("Blocks")
    for block in doc.blocks:
        words = safe(block.span.text)
        short = words if len(words) <= _TOLD_FIRST else words[: _TOLD_FIRST - 1] + "…"
        role = ("└ " if block.parent else "") + block.role
        click.echo(f"  {click.style(f'{role:<10}', fg='cyan')} {short}")
    heading(f"Statements ({len(doc.attributions)})")
    for attribution in doc.attributions:
        show_statement(doc, attribution)
    heading(f"Events ({len(doc.events)})")
    for event in doc.events:
        show_event(doc, event)
    if doc.timexes:
        heading(f"Times ({len(doc.timexes)})")
        for timex in doc.timexes:
            click.echo(f"  {safe(timex.span.text)} = {safe(timex.value or 'unknown')}")
    click.echo()


def show_statement(doc: Doc, attribution: Attribution) -> None:
    """Print one statement: its chain, form, id, and its sentence with the parts marked."""
    form = click.style(attribution.form, dim=True)
    click.echo(f"  {click.style(chain_line(attribution.chain), fg='green')}  {form}", nl=False)
    click.secho(f"  {attribution.id}", dim=True)
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    if spans:
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        click.echo(wrap(marked(doc.text[start:end], start, attribution.content, "green")))


def show_event(doc: Doc, event: Event) -> None:
    """Print one event: date, type, who to whom, factuality, chain, and its sentence."""
    when = shown_when(event.when)
    code = safe(event.code + (f"/{event.mode}" if event.mode else ""))
    actors, recipients = (parties(doc, side) for side in (event.actor, event.recipient))
    line = f"{when}  {click.style(code, fg='yellow')}  {actors} → {recipients}"
    click.echo(f"  {line}  {click.style(event.factuality, dim=True)}", nl=False)
    click.secho(f"  {event.id}", dim=True)
    spans = [event.trigger, *(p.span for p in (*event.actor, *event.recipient))]
    sentence = event.sentence
    told = marked(doc.text[sentence.start : sentence.end], sentence.start, spans, "yellow")
    click.echo(wrap(told))
    if chain := event_chain(doc, event):
        click.secho(f"    on the word of {chain_line(chain)}", dim=True)


def event_chain(doc: Doc, event: Event) -> tuple[Hop, ...]:
    """Return the chain of the statement an event is known through."""
    found = (a for a in doc.attributions if a.id == event.attribution)
    return next((a.chain for a in found), ())


def parties(doc: Doc, side: tuple[Party, ...]) -> str:
    """Return the names of one side of an event, or ``(nobody named)``."""
    names = []
    for party in side:
        entity = doc.entities.get(party.entity or "")
        words = safe(party.span.text)
        named = entity and entity.name.lower() not in words.lower()
        names.append(f"{words} ({safe(entity.name)})" if entity and named else words)
    return ", ".join(names) or "(nobody named)"
