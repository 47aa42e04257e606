"""The main function: samples come as numbers, answers go as numbers."""

from __future__ import annotations

from collections.abc import Sequence


def program(stem: str, sizes: Sequence[str]) -> str:
    """Return the text of ``main``.

    Parameters
    ----------
    sizes
        What the macros with the sizes of the outputs are called, without the stem.
    """
    upper = stem.upper()
    rooms = [f"{upper}_{size}" for size in sizes]
    answers = [f"y{number}" for number in range(1, len(rooms) + 1)] if len(rooms) > 1 else ["y"]
    declared = ", ".join(f"{name}[{room}]" for name, room in zip(answers, rooms, strict=True))
    printed = "\n".join(
        f"        for (int i = 0; i < {room}; i++)\n            printf({form}, {name}[i]);"
        for name, room, form in zip(
            answers, rooms, ['i ? " %.9g" : "%.9g"'] + ['" %.9g"'] * len(rooms), strict=False
        )
    )
    return f"""\
/* Reads samples, numbers between spaces or commas, and prints the answers to each in a line. */
int main(void)
{{
    static float x[{upper}_INPUTS], {declared};
    for (;;) {{
        for (int i = 0; i < {upper}_INPUTS; i++) {{
            if (scanf("%f%*[,; \\t\\r\\n]", &x[i]) == 1)
                continue;
            if (i == 0 && feof(stdin))
                return 0;
            fprintf(stderr, "Number %d of a sample is missing; a sample has %d numbers.\\n",
                    i + 1, {upper}_INPUTS);
            return 1;
        }}
        {stem}_predict(x, {", ".join(answers)});
{printed}
        printf("\\n");
    }}
}}"""
