"""The style sheet of the page for people in a package: light, typographic, with fonts of the system. Pure."""

from __future__ import annotations

STYLE = """
:root { --ink: #1c1b19; --quiet: #5a5650; --line: #d9d4cb; --paper: #fffefb; --accent: #1d4f7c; --caution: #8a4b00 }
* { box-sizing: border-box }
html { scroll-behavior: auto }
body { margin: 0 auto; max-width: 44rem; padding: 3rem 1.25rem 4rem; color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.6 Charter, "Bitstream Charter", "Source Serif 4", Georgia, serif; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; margin: 0 }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.6rem); letter-spacing: -.01em }
h2 { font-size: 1.5rem; padding-top: 1.25rem; border-top: 2px solid var(--ink); margin: 3.5rem 0 1rem }
h3 { font-size: 1.125rem; margin: 0 0 .5rem }
p, ul, ol, pre, blockquote { margin: 0 0 .75rem }
.kicker, .facts, .small, .files, .events, .quiet, nav, footer, summary, table { font-family: system-ui, sans-serif }
.kicker { font-size: .875rem; color: var(--quiet); margin-bottom: 1rem }
.lead { font-size: 1.1875rem; margin-top: .75rem; color: var(--quiet) }
.words { white-space: pre-wrap }
.facts { font-size: .875rem; color: var(--quiet); display: flex; flex-wrap: wrap; gap: 0 .35rem }
.facts span + span::before { content: "· " }
.small, .files, .events { font-size: .875rem }
.small, .quiet { color: var(--quiet) }
.rating { font: 700 .9375rem/1.4 system-ui, sans-serif; margin-bottom: .25rem }
.number { display: inline-block; min-width: 1.75rem; padding: 0 .4rem; border: 1px solid currentcolor; text-align: center;
  font: 600 .875rem/1.6 system-ui, sans-serif; border-radius: .25rem; margin-right: .25rem }
blockquote { font-size: 1.1875rem; line-height: 1.5; padding-left: 1rem;
  border-left: 3px solid var(--ink); white-space: pre-wrap }
article { padding: 1.25rem 0; border-top: 1px solid var(--line) }
h2 + article { border-top: 0; padding-top: 0 }
details article:first-of-type { border-top: 0 }
summary { font-size: .875rem; color: var(--accent); cursor: pointer; padding: .25rem 0 }
summary:hover { text-decoration: underline }
nav ol { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem;
  margin: 1.5rem 0 0 }
a { color: var(--accent); text-underline-offset: .15em }
a:focus-visible, summary:focus-visible, pre:focus-visible, .wide:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px }
.note { border-left: 4px solid var(--caution); padding: .25rem 0 .25rem 1rem; margin: 1.5rem 0; font-size: .9375rem }
.note p, .note ul { margin: 0 } .note ul { padding-left: 1.1rem }
code, pre { font: .8125rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace }
pre { white-space: pre-wrap; padding: .75rem 1rem; background: #f4f1ea }
.wide { overflow-x: auto } table { border-collapse: collapse; font-size: .875rem; min-width: 30rem }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; vertical-align: top; border-bottom: 1px solid var(--line) }
.files, .events { padding-left: 1.1rem } .files li, .events li { margin-bottom: .4rem } .files:empty { display: none }
footer { margin-top: 3.5rem; font-size: .8125rem; color: var(--quiet) }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt } nav { display: none } article { break-inside: avoid } }
"""
