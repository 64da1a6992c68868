/** The pages' one style sheet: system fonts, one accent, targets of 44 px, readable from 320 px up. */
export const stylesheet = `
:root { --ink: #1b2430; --quiet: #55606e; --line: #d5dbe3; --soft: #f4f6f9; --accent: #0b5cab; --good: #1a6b3c; --bad: #a61b1b; --warn: #8a4b00; color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; background: #fff; padding: 8px; }
header, main { max-width: 1080px; margin: 0 auto; padding: 0 16px; }
header { display: grid; grid-template-columns: 1fr auto; align-items: center; border-bottom: 1px solid var(--line); }
.mark { margin: 0; font-size: 14px; color: var(--quiet); }
.lang { padding: 10px 0 10px 16px; }
header nav { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0 20px; }
header nav a { padding: 9px 0; text-decoration: none; border-bottom: 3px solid transparent; }
header nav a[aria-current] { border-bottom-color: var(--accent); font-weight: 600; color: var(--ink); }
main { padding-bottom: 64px; }
h1 { font-size: 26px; line-height: 1.3; margin: 24px 0 12px; }
h2 { font-size: 19px; margin: 28px 0 8px; }
p { margin: 8px 0; }
.quiet { color: var(--quiet); font-size: 14px; }
.bad { color: var(--bad); }
.empty { padding: 28px 16px; background: var(--soft); border-radius: 6px; text-align: center; color: var(--quiet); }
.notice { border-left: 4px solid var(--bad); background: #fdf3f3; padding: 10px 14px; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
.cards { list-style: none; padding: 0; margin: 12px 0; border-top: 1px solid var(--line); }
.card { border-bottom: 1px solid var(--line); padding: 10px 0; }
.card p { margin: 2px 0; }
.title { font-weight: 600; padding: 6px 0; }
.clip { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.tag { font-size: 13px; line-height: 1.5; padding: 1px 8px; border-radius: 4px; background: #e7ecf2; color: var(--ink); white-space: nowrap; }
.tag.closed, .tag.checked, .tag.acknowledged, .tag.delivered { background: #e3f2e8; color: var(--good); }
.tag.waiting, .tag.held, .tag.lost, .tag.urgent, .tag.suspended, .tag.rework { background: #fdf0dc; color: var(--warn); }
.tag.bad, .tag.refused, .tag.gave_up, .tag.critical, .tag.returned, .tag.undelivered { background: #fbe4e4; color: var(--bad); }
label { display: block; font-size: 14px; font-weight: 600; }
input, textarea, button { font: inherit; color: inherit; border: 1px solid #7a8594; border-radius: 4px; padding: 8px 10px; min-height: 44px; background: #fff; max-width: 100%; }
input:not([type=checkbox]), textarea { width: 100%; }
input[type=checkbox] { width: 24px; min-height: 24px; margin: 0; }
button { background: var(--accent); border-color: var(--accent); color: #fff; font-weight: 600; padding: 8px 18px; cursor: pointer; }
.quiet-button { background: #fff; color: var(--accent); font-weight: 400; border-color: #9db4cc; padding: 8px 12px; }
.search { display: grid; grid-template-columns: minmax(0, 22rem) auto; gap: 4px 8px; justify-content: start; }
.search label { grid-column: 1 / -1; }
.act { display: grid; gap: 8px; background: var(--soft); border-radius: 6px; padding: 14px; }
.act p { margin: 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 8px 12px; }
.check { display: flex; align-items: center; gap: 10px; }
.check label { font-weight: 400; padding: 10px 0; }
.buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 40px; align-items: start; }
.description { white-space: pre-wrap; font-size: 17px; }
.photos { display: flex; flex-wrap: wrap; gap: 8px; }
.photos img { display: block; width: 160px; height: 120px; object-fit: cover; border: 1px solid var(--line); border-radius: 4px; background: var(--soft); }
dl { margin: 12px 0; }
dl div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 8px; padding: 5px 0; border-top: 1px solid var(--line); }
dt { color: var(--quiet); font-size: 14px; }
dd { margin: 0; white-space: pre-wrap; }
.timeline { list-style: none; margin: 8px 0; padding: 0 0 0 18px; border-left: 2px solid var(--line); }
.timeline li { position: relative; padding: 4px 0 10px; }
.timeline li::before { content: ""; position: absolute; left: -24px; top: 13px; width: 10px; height: 10px; border-radius: 50%; background: var(--accent); }
.timeline .theirs::before { background: #fff; border: 2px solid var(--accent); }
.timeline p { margin: 0; }
.pages { display: flex; gap: 16px; align-items: center; padding: 8px 0; }
.pages a { padding: 10px 0; }
.steps li { margin: 6px 0; padding-left: 4px; }
.phone { max-width: 26rem; border: 1px solid var(--line); border-radius: 14px; padding: 12px; background: var(--soft); }
.bubbles { list-style: none; margin: 0 0 12px; padding: 0; display: grid; gap: 8px; }
.bubbles li { max-width: 85%; padding: 8px 12px; border-radius: 12px; background: #fff; border: 1px solid var(--line); justify-self: start; }
.bubbles .own { justify-self: end; background: #dcebfa; border-color: #b9d4ef; }
.bubbles p { margin: 0; white-space: pre-wrap; }
.write { display: grid; gap: 6px; border-top: 1px solid var(--line); padding-top: 10px; }
pre { background: var(--soft); padding: 12px; border-radius: 6px; white-space: pre-wrap; font-size: 14px; }
pre.mail { font: inherit; }
iframe.mail { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 6px; }
summary { padding: 10px 0; cursor: pointer; }
@media (max-width: 480px) { dl div { grid-template-columns: 6rem minmax(0, 1fr); } h1 { font-size: 23px; } }
`;
