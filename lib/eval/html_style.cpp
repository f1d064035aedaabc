#include "eval/html_style.hpp"

WMH_BEGIN_NAMESPACE

const std::string_view detail::html_style = R"(
:root { color-scheme: light dark; --page: #f6f6f4; --card: #fff; --ink: #1c1c1a; --soft: #66655f;
  --grid: #e4e3de; --blue: #2a6fc9; --tint: #2a6fc926; --orange: #c2571a; --grey: #a5a49c; }
@media (prefers-color-scheme: dark) {
  :root { --page: #161615; --card: #1f1f1d; --ink: #ecebe6; --soft: #a3a199; --grid: #363532;
    --blue: #6aa5f2; --tint: #6aa5f233; --orange: #ee8d50; --grey: #77756d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font-size: 22px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 32px 0 8px; }
p { margin: 4px 0 0; } .soft, small, figcaption span { color: var(--soft); }
small { font-size: 12px; font-weight: 400; }
code, pre { font: 12.5px/1.45 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; unicode-bidi: isolate; }
.cut { color: var(--soft); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px;
  margin: 20px 0 0; }
.tiles > div, figure, details, .scroll { background: var(--card);
  border: 1px solid var(--grid); border-radius: 8px; }
.tiles > div { padding: 12px 14px; line-height: 1.35; font-size: 14px; } .tiles b { display: block; font-size: 26px; line-height: 1.2;
  font-weight: 600; font-variant-numeric: tabular-nums; }
.tiles .main b { color: var(--blue); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
  gap: 12px; margin-top: 12px; }
figure { margin: 0; padding: 12px 14px; } figcaption b { display: block; }
figcaption span { font-size: 12.5px; } svg { display: block; width: 100%; height: auto;
  margin-top: 8px; }
svg text { font-size: 11.5px; fill: var(--soft); } svg .small { font-size: 10px; }
svg .mid { text-anchor: middle; } svg .end { text-anchor: end; } svg .title { fill: var(--ink); }
svg .grid { stroke: var(--grid); } svg .axis { stroke: var(--soft); }
svg .ideal { stroke: var(--grey); stroke-dasharray: 4 4; stroke-width: 1.5; }
svg .mark { stroke: var(--orange); stroke-width: 2.5; }
svg .curve { fill: none; stroke-width: 2; stroke-linejoin: round; }
svg .curve.fidelity { stroke: var(--blue); } svg .curve.right { stroke: var(--orange); }
svg rect.fidelity, svg circle.fidelity { fill: var(--blue); } svg circle.right { fill: var(--orange); }
svg rect.wrong { fill: var(--grey); }
.key { display: inline-block; width: 12px; height: 10px; margin: 0 5px 0 0; border-radius: 2px; }
.key:not(:first-child) { margin-left: 8px; } .key.fidelity { background: var(--blue); }
.key.right, .key.mark { background: var(--orange); } .key.wrong { background: var(--grey); }
.key.mark { height: 3px; margin-bottom: 3px; } .key.ideal { height: 0; border-radius: 0;
  margin-bottom: 4px; border-top: 2px dashed var(--grey); }
.none { color: var(--soft); padding: 24px 0; }
.scroll { overflow: auto; max-height: 640px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 14px; }
th, td { padding: 6px 12px; text-align: right; white-space: nowrap; font-weight: 400; }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--card); z-index: 1; }
thead th { color: var(--soft); font-size: 12.5px; position: sticky; top: 0;
  background: var(--card); } thead th:first-child { z-index: 2; }
tbody tr > * { border-top: 1px solid var(--grid); } .no { color: var(--grey); }
.bar { background: linear-gradient(to right, var(--tint) var(--v), transparent var(--v)); }
p + .scroll { margin-top: 8px; }
details { margin-top: 12px; padding: 10px 14px; } summary { cursor: pointer; overflow-wrap: anywhere; }
summary b { font-variant-numeric: tabular-nums; margin-right: 6px; }
summary span { font: 13px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
details dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px;
  margin: 10px 0; font-size: 14px; } details dt { color: var(--soft); }
details dd { margin: 0; overflow-wrap: anywhere; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 12px; }
h4 { margin: 0 0 4px; font-size: 12.5px; font-weight: 400; color: var(--soft); }
em { color: var(--orange); font-style: normal; }
pre { margin: 0; padding: 8px 10px; background: var(--page); border-radius: 6px;
  white-space: pre-wrap; max-height: 360px; overflow: auto; }
@media (max-width: 600px) { main { padding: 16px 12px 48px; } .pair { grid-template-columns: 1fr; }
  th, td { padding: 6px 8px; } th:first-child { max-width: 42vw; overflow: hidden;
  text-overflow: ellipsis; } .tiles { grid-template-columns: 1fr 1fr; }
  .tiles .main { grid-column: 1 / -1; } }
)";

WMH_END_NAMESPACE
