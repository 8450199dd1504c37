// <preference-button>: the ways to answer a shop's request, in a dialog on its own page. See README.md.
// Until it is pressed it asks for nothing and looks for nothing. It keeps nothing.

const HOME = new URL('element/', import.meta.url); // at the connector
const LOOK = 3000; // milliseconds between two looks at how far it is
const WORDS = { // all else that is said comes with the request
  en: ['Share your preferences', 'Close', 'One moment …', 'The shop is away. Try again later.'],
  nl: ['Deel je voorkeuren', 'Sluiten', 'Een ogenblik …', 'De winkel is even weg. Probeer het later.'],
};
const COLOURS = { // light and dark, as the page's color-scheme says
  accent: '#1D4A3B,#A9D3BE', 'on-accent': '#FFF,#0E2219', hover: '#143A2D,#BDE0CE', surface: '#FFF,#1B2521',
  ink: '#17251F,#ECEFE8', quiet: '#4A5852,#B9C4BD', line: '#848B83,#74837B', tint: '#E3ECE5,#22372E',
  error: '#B0261B,#FFABA0', focus: '#1F66C9,#7FB2FF',
};
const two = CSS.supports('color: light-dark(red, red)');
const tokens = Object.entries(COLOURS).map(([name, pair]) =>
  `--${name}: var(--preference-button-${name}, ${two ? `light-dark(${pair})` : pair.split(',')[0]});`).join('');

const sheet = new CSSStyleSheet(); // no style element, which a page's policy may refuse
sheet.replaceSync(`
:host { display: inline-block; ${tokens} }
:host([hidden]) { display: none }
* { box-sizing: border-box; font: inherit; color: inherit }
.act { display: inline-flex; align-items: center; justify-content: center; gap: .6em; min-height: 44px; margin: 6px 12px 6px 0; padding: 8px 18px;
  border: 1.5px solid var(--accent); border-radius: 8px; background: none; color: var(--accent); font-weight: 600; text-decoration: none; cursor: pointer }
.main { background: var(--accent); color: var(--on-accent) }
.act:hover { background: var(--tint) }
.main:hover { background: var(--hover) }
:host > .act { margin: 0 }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px }
dialog { width: min(32rem, 100vw - 16px); max-height: calc(100dvh - 16px); padding: 20px 24px; overflow-wrap: anywhere; text-align: start;
  border: 1px solid var(--line); border-radius: 10px; background: var(--surface); color: var(--ink); font-size: 1rem; line-height: 1.5 }
dialog::backdrop { background: #0A14108C }
header, .row { display: flex; gap: 12px }
.row label, h2 { flex: 1 }
h2 { margin: 6px 0; font-size: 1.25rem; font-weight: 700; outline: none }
.close { width: 44px; margin: 0; padding: 0; border: 0; font-size: 1.5rem }
[role=status]:not(:empty) { padding: 8px 12px; border-radius: 6px; background: var(--tint) }
.quiet { color: var(--quiet) }
.code { font-size: 1.75rem; letter-spacing: .2em }
summary { padding: 10px 0 }
[part=qr] { width: min(100%, 20rem); forced-color-adjust: none }
.question { margin: 20px 0; padding: 0; border: 0; min-width: 0 }
.name, .wrong { font-weight: 600; padding: 0 }
.wrong { color: var(--error) }
.options { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); max-height: 15rem; overflow: auto; padding: 4px }
.options label { display: flex; align-items: center; gap: 8px; min-height: 32px }
[type=checkbox] { flex: none; width: 20px; height: 20px; accent-color: var(--accent) }
select, input:not([type=checkbox]) { width: 100%; min-height: 44px; padding: 0 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--surface) }
`);

// A tree, [tag, attributes, ...inside], as an element. An attribute that is a function listens.
function make([tag, facts, ...inside]) {
  const made = /^(svg|rect|path)$/.test(tag) ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === 'function') made.addEventListener(name, fact);
    else made.setAttribute(name, fact);
  }
  made.append(...inside.map(each => Array.isArray(each) ? make(each) : each));
  return made;
}

function fill(host) {
  const language = () => host.closest('[lang]')?.lang.startsWith('nl') ? 'nl' : 'en';
  const words = WORDS[language()];
  let timer, asked, state, form, answers;

  const title = make(['h2', { id: 'title', tabindex: -1, autofocus: '' }, words[0]]);
  const status = make(['p', { role: 'status', part: 'status' }]);
  const body = make(['div', { part: 'body',
    click: event => does[event.target.dataset.do]?.(),
    submit: event => { event.preventDefault(); does[event.target.dataset.submit](); } }]);
  const dialog = make(['dialog', { part: 'dialog', 'aria-labelledby': 'title', close: () => rest() },
    ['header', {}, title, ['button', { type: 'button', class: 'act close', part: 'close', 'aria-label': words[1], click: () => dialog.close() }, '×']],
    status, body]);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const mark = host.querySelector('svg')?.cloneNode(true) ?? '';
  root.append(make(['button', { type: 'button', class: 'act main', part: 'button', 'aria-haspopup': 'dialog', click: () => does.begin() },
    mark, host.textContent.trim() || words[0]]), dialog);
  const all = what => body.querySelectorAll(what);

  // Says something, and shows something else. Focus that would be lost goes to the title.
  function tell(text, trees) {
    if (status.textContent !== text) status.textContent = text;
    if (!trees) return;
    const lost = body.contains(root.activeElement);
    body.replaceChildren(...trees.map(make));
    if (lost) title.focus();
  }

  function enter(next) {
    const { say, show } = asked.states[next];
    const time = new Date(asked.expires).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    tell(say.replace('{time}', time), next === state ? null : show);
    state = next;
    if (/shared|used/.test(state)) host.dispatchEvent(new Event('preferences-shared', { bubbles: true, composed: true }));
  }

  // What the connector replies. What is wrong is said here, and then nothing is returned.
  async function ask(path, sent) {
    try {
      const post = sent && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) };
      const reply = await fetch(new URL(path, HOME), post);
      const told = await reply.json();
      if (reply.ok) return told;
      wrong(told.item ?? 'code', asked.wrong[told.error_description] ?? asked.wrong.failed);
    } catch { tell(words[3]); }
  }

  function wrong(item, text) {
    const [field] = all(`#q-${item}`);
    if (!field) return tell(text);
    all(`#wrong-${item}`)[0].textContent = text;
    field.setAttribute('aria-invalid', true);
    (field.querySelector('input') ?? field).focus();
  }

  function rest() { timer = clearTimeout(timer); }

  // Looks how far it is, while the dialog is open, the page is seen, and the request lasts.
  function wait() {
    const mine = timer = setTimeout(async () => {
      const found = document.hidden ? null : await ask(`state/${asked.id}`);
      if (timer !== mine) return; // closed, or at something else by now
      const over = Date.now() > asked.end;
      const next = found?.state ?? (over ? 'ended' : state);
      if (found || over) enter(next);
      if (!over && /waiting|answered/.test(next)) wait();
    }, LOOK);
  }

  // The answers that are there now, by item.
  function read() {
    const found = {};
    for (const { name, value, type, checked, dataset: { as, same } } of all('input, select')) {
      if (!value.trim() || (type === 'checkbox' && !checked)) continue;
      const answer = found[name] ??= JSON.parse(same);
      if (as) answer[as] = value.trim();
      else if (type === 'checkbox') (answer.value ??= []).push(value);
      else Object.assign(answer, JSON.parse(value));
    }
    return found;
  }

  const does = { // what buttons and forms of the connector's trees name
    async begin() {
      rest();
      asked = state = null;
      tell(words[2], []);
      if (!dialog.open) dialog.showModal();
      const begun = await ask('begin', { lang: language(), items: host.getAttribute('items')?.split(',') });
      if (!begun || !dialog.open) return;
      asked = { ...begun, end: Date.now() + begun.seconds * 1000 };
      does.ways();
    },
    ways() { enter('waiting'); wait(); },
    async bring() {
      const brought = await ask('bring', { id: asked.id, code: all('#q-code')[0].value });
      if (brought) { rest(); enter(brought.state); }
    },
    async questions() {
      rest();
      form = await ask(`questions?${new URLSearchParams({ lang: language(), items: host.getAttribute('items') ?? '' })}`);
      if (form) { state = null; tell('', form.show); }
    },
    async answer() {
      for (const each of all('[aria-invalid]')) each.removeAttribute('aria-invalid');
      for (const each of all('.wrong')) each.textContent = '';
      answers = read();
      if (await ask('answers', { mark: form.mark, answers })) enter('used');
    },
    save() { // what a vault could keep, as the export that it imports: made here, and sent nowhere
      if (state !== 'used') answers = read();
      const made_at = `${new Date().toISOString().slice(0, 19)}Z`;
      const preferences = Object.entries(answers).filter(([id]) => form.keys[id]).map(([id, value]) =>
        ({ key: form.keys[id], value: { ...value, precision: 'exact' }, ...form.preference, updated_at: made_at }));
      if (!preferences.length) return tell(form.empty);
      const href = URL.createObjectURL(new Blob([JSON.stringify({ ...form.file, made_at, preferences }, null, 1)]));
      make(['a', { href, download: 'preferences.json' }]).click();
      setTimeout(() => URL.revokeObjectURL(href), LOOK);
      tell(form.saved);
    },
    reload() { location.reload(); },
  };
}

customElements.define('preference-button', class extends HTMLElement {
  connectedCallback() { if (!this.shadowRoot) fill(this); }
  disconnectedCallback() { this.shadowRoot.querySelector('dialog').close(); }
  focus(how) { this.shadowRoot.querySelector('button').focus(how); }
});
