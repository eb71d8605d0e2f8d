"""`pairmatch anonymise`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairmatch.cli.options import CohortFile, NoColor, Quiet
from pairmatch.cli.target import PAIRS, ROTA, SUFFIXES, document_name
from pairmatch.errors import CohortError, UnreadableFile, WrongUsage

if TYPE_CHECKING:
    from pairmatch.cli.screen import Screen
    from pairmatch.cohort.anonymise import Anonymised
    from pairmatch.cohort.read import Reading
    from pairmatch.report.anonymous import Renaming

Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE|FOLDER",
        help="Where to write; - is standard output. Default: cohort.anonymous.yaml beside the cohort file.",
        show_default=False,
    ),
]
WithDocuments = Annotated[
    bool,
    typer.Option(
        "--with-documents", help="Also the saved pairing and rota, so that `verify` can check them."
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="Write who is who as a table (CSV), for yourself alone. Default: it is written nowhere.",
        show_default=False,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Replace files that pairmatch did not write, or that were changed.")
]
_STDOUT = "-"


def anonymise(
    cohort: CohortFile = None,
    out: Out = None,
    with_documents: WithDocuments = False,
    key: Key = None,
    force: Force = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Write a copy of a cohort without a name, an address or a free text, for a report of a fault.

    Everything that pairs and sessions depend on stays: who refers to whom, dates, weeks, shifts, numbers,
    and every fault of the file, so that the same comes of it under other names.

    Exit code 0: written. 1: not YAML, or something could not be copied. 2: wrong usage, a file that cannot
    be read, or one that is there already.
    """
    from pairmatch.cli.cohort_file import cohort_path
    from pairmatch.cli.screen import screen_for

    screen = screen_for(no_color=no_color, quiet=quiet)
    path = cohort_path(cohort)
    if out == _STDOUT and (with_documents or key):
        raise WrongUsage("--out - prints the cohort file alone: leave out --with-documents and --key")
    made = _made(path, screen)
    left_out = _tell_left_out(screen, made)
    if out == _STDOUT:
        screen.write(made.text)
        if any(one.content is not None for one in made.beside):
            screen.warn("the files of scores and shifts are not printed; --out FOLDER writes all")
            left_out = True
        target = None
    else:
        target = _target(path, out)
        files, are_whole = _files(path, target, made, screen, with_documents=with_documents)
        left_out |= not are_whole
        _write(screen, path, target, files, _key_file(key, out, target, made), force=force)
        _compare(screen, path, target)
    _tell(screen, made, target)
    raise typer.Exit(int(left_out))


def _made(path: Path, screen: Screen) -> Anonymised:
    from pairmatch.cohort.anonymise import anonymised
    from pairmatch.cohort.read import bytes_of

    try:
        return anonymised(bytes_of(path), str(path), path.parent)
    except CohortError:
        screen.error(
            f"{path} cannot be taken apart, so the names in it cannot be found and replaced; mend this first"
        )
        raise


def _target(path: Path, out: str | None) -> Path:
    """The file that `--out` means."""
    from pairmatch.cohort.anonymise import FILE

    if out is None:
        return path.with_name(FILE)
    target = Path(out)
    if target.is_dir() or out.endswith((os.sep, "/")):
        return target / FILE
    if target.suffix.lower() not in SUFFIXES:
        raise WrongUsage(f"--out {out}: a cohort file is YAML, so name a .yaml file or a folder")
    return target


def _files(
    path: Path, target: Path, made: Anonymised, screen: Screen, *, with_documents: bool
) -> tuple[dict[Path, bytes], bool]:
    """What is to be written where, and whether it is all."""
    files = {target: made.text.encode()}
    for one in made.beside:
        if one.content is not None:
            files[target.parent / one.new] = one.content
    if not with_documents:
        return files, True
    documents = [path.with_name(document_name(path, kind)) for kind in (PAIRS, ROTA)]
    there = [(kind, one) for kind, one in zip((PAIRS, ROTA), documents, strict=True) if one.exists()]
    if not there:
        names = " nor ".join(one.name for one in documents)
        raise WrongUsage(f"--with-documents: neither {names} is beside {path}")
    renaming = _renaming(path, target, made, screen)
    texts = {
        target.with_name(document_name(target, kind)): _document(one, renaming, screen) for kind, one in there
    }
    files |= {
        place: text.encode("utf-8", "surrogatepass") for place, text in texts.items() if text is not None
    }
    return files, None not in texts.values()


def _renaming(path: Path, target: Path, made: Anonymised, screen: Screen) -> Renaming:
    from pairmatch.cohort.anonymise import as_cohort
    from pairmatch.cohort.document import CohortStamp
    from pairmatch.report.anonymous import Renaming

    old = _reading(path).cohort
    if old is None:
        screen.warn(f"{path} has errors, so the documents are taken for those of another version of it")
        return Renaming(made.labels, None, CohortStamp(file=target.name, sha256=""))
    stamp = CohortStamp(file=target.name, sha256=as_cohort(made, old).sha256)
    return Renaming(made.labels, old.sha256, stamp)


def _document(file: Path, renaming: Renaming, screen: Screen) -> str | None:
    """The text of a document about nobody, sealed where it was; None where it is no document."""
    from pairmatch.cli.documents import read_any
    from pairmatch.matching.pairing import Pairing
    from pairmatch.report.document import sealed, to_yaml

    try:
        document, _ = read_any(file)
    except CohortError as error:
        screen.warn(f"left out: {file} cannot be read as a document of pairmatch ({error})")
        return None
    new = renaming.pairing(document) if isinstance(document, Pairing) else renaming.rota(document)
    text = to_yaml(new)
    state = sealed(file.read_bytes().decode("utf-8", "surrogateescape"))
    head, _, body = text.partition("\n")
    if state is None:
        return body
    return text if state else f"{head[:-16]}{'0' * 16}\n{body}"


def _key_file(key: Path | None, out: str | None, target: Path, made: Anonymised) -> Mapping[Path, bytes]:
    """The table of who is who, where it is wanted."""
    if key is None:
        return {}
    if out is not None and target != Path(out) and key.resolve().is_relative_to(target.parent.resolve()):
        raise WrongUsage(f"--key {key}: it would lie in the folder that you mean to send; name another place")
    from pairmatch.report.anonymous_key import key_table

    return {key: key_table(made.labels).encode("utf-8-sig", "replace")}


def _write(
    screen: Screen,
    path: Path,
    target: Path,
    files: Mapping[Path, bytes],
    key: Mapping[Path, bytes],
    *,
    force: bool,
) -> None:
    from pairmatch.report.written import written

    _refuse_sources(path, [*files, *key])
    twice = set(files) & set(key)
    if twice:
        raise WrongUsage(f"--key {twice.pop()}: this is one of the files about nobody")
    written({**files, **key}, force=force)
    for place in files:
        screen.note(f"written: {place}")
    for place in key:
        screen.note(f"written: {place}, which says who is who: keep it to yourself")


def _refuse_sources(path: Path, places: Sequence[Path]) -> None:
    """Never write over what the copy is made from, not even with `--force`."""
    sources = {one.resolve() for one in _sources(path)}
    for place in places:
        if place.resolve() in sources:
            raise UnreadableFile(f"{place} belongs to {path} itself: name another folder with --out FOLDER")


def _sources(path: Path) -> Iterator[Path]:
    from pairmatch.cohort.beside import named_in
    from pairmatch.cohort.read import bytes_of
    from pairmatch.cohort.source import parse

    yield path
    yield from (path.with_name(document_name(path, kind)) for kind in (PAIRS, ROTA))
    for name in named_in(parse(bytes_of(path), str(path)).data):
        if "\0" not in name:
            yield path.parent / name.replace("\\", "/")


def _tell_left_out(screen: Screen, made: Anonymised) -> bool:
    """Whether a file that the cohort names has no copy."""
    missing = [one for one in made.beside if one.content is None]
    for one in missing:
        screen.warn(f"left out: `{one.old}`, which {one.problem}")
    return bool(missing)


def _compare(screen: Screen, path: Path, target: Path) -> None:
    """Say so where `check` does not find of the copy what it finds of the file."""
    old, new = (Counter(one.code for one in _reading(one).diagnostics) for one in (path, target))
    differences = [
        f"{code}: {old[code]}, now {new[code]}" for code in sorted(old | new) if old[code] != new[code]
    ]
    if differences:
        screen.warn(
            f"`pairmatch check` does not find the same in {target} ({'; '.join(differences)}), "
            "so the fault may not show there: say so in your report"
        )


def _reading(path: Path) -> Reading:
    from pairmatch.calendar.check import read_and_check

    return read_and_check(path)


def _tell(screen: Screen, made: Anonymised, target: Path | None) -> None:
    from pairmatch.report.anonymous_key import told

    screen.note(told(made.labels, made.comments))
    screen.note(
        f"Look through {target or 'it'} before you send it: dates, working patterns, grades and numbers "
        "are as they were, and someone who knows the programme may tell from them who is who."
    )
