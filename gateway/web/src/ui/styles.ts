import { css } from 'lit';

/** What every element's shadow root starts with: box model, focus, and the few shared parts. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1,
  h2,
  h3 {
    font-size: inherit;
    font-weight: 600;
  }
  a {
    color: var(--accent-ink);
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .hidden-words {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .quiet {
    color: var(--text-2);
  }
  .small {
    font-size: var(--text-small);
    line-height: 16px;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-inline-size: 0;
  }
  .scroll {
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
`;

export const buttons = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: var(--target);
    padding: 0 12px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--bg-raised);
    color: var(--text);
    font-weight: 500;
    white-space: nowrap;
    cursor: pointer;
    text-decoration: none;
    transition:
      background var(--quick),
      border-color var(--quick);
  }
  .button:hover {
    background: var(--bg-hover);
    text-decoration: none;
  }
  .button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .button.primary {
    background: var(--accent);
    border-color: transparent;
    color: var(--on-accent);
  }
  .button.primary:hover:not(:disabled) {
    background: var(--accent-hover);
  }
  .button.good {
    background: var(--ok-fill);
    border-color: transparent;
    color: #ffffff;
  }
  .button.bad {
    background: var(--bad-fill);
    border-color: transparent;
    color: #ffffff;
  }
  .button.plain {
    border-color: transparent;
    background: transparent;
  }
  .button.plain:hover {
    background: var(--bg-hover);
  }
  .button.warning {
    color: var(--bad);
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: var(--target);
    block-size: var(--target);
    padding: 0;
    border: 0;
    border-radius: var(--radius);
    background: transparent;
    color: var(--text-2);
    cursor: pointer;
    transition: background var(--quick);
  }
  .icon-button:hover {
    background: var(--bg-hover);
    color: var(--text);
  }
  .icon-button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .icon-button[aria-pressed='true'] {
    background: var(--accent-soft);
    color: var(--accent-ink);
  }
`;

export const fields = css`
  .field {
    display: grid;
    gap: 4px;
  }
  .field > label,
  .label {
    font-size: var(--text-small);
    line-height: 16px;
    font-weight: 500;
    color: var(--text-2);
  }
  .input {
    inline-size: 100%;
    min-block-size: max(36px, var(--target));
    padding: 6px 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--bg-field);
    color: var(--text);
  }
  .input::placeholder {
    color: var(--text-3);
  }
  .input:focus-visible {
    outline-offset: -1px;
    border-color: var(--focus);
  }
  .input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  .hint {
    font-size: var(--text-small);
    line-height: 16px;
    color: var(--text-3);
  }
  .wrong {
    font-size: var(--text-small);
    line-height: 16px;
    color: var(--bad);
  }
  .notice {
    padding: 8px 12px;
    border-radius: var(--radius);
    background: var(--bad-soft);
    color: var(--bad);
  }
`;

/** The head of a list column, and the rows below it. */
export const columns = css`
  .head {
    display: flex;
    align-items: center;
    gap: 8px;
    flex: none;
    block-size: var(--bar);
    padding-inline: 16px 12px;
    border-block-end: 1px solid var(--line);
  }
  .head h1,
  .head h2 {
    font-size: var(--text-large);
    line-height: 24px;
    letter-spacing: -0.01em;
  }
  .head .space {
    flex: 1;
  }
  .tabs {
    display: flex;
    gap: 2px;
    padding: 8px 12px;
    flex: none;
  }
  .tabs button {
    min-block-size: max(28px, calc(var(--target) - 4px));
    padding: 0 10px;
    border: 0;
    border-radius: 999px;
    background: transparent;
    color: var(--text-2);
    font-size: 13px;
    font-weight: 500;
    cursor: pointer;
  }
  .tabs button:hover {
    background: var(--bg-hover);
  }
  .tabs button[aria-selected='true'] {
    background: var(--bg-active);
    color: var(--accent-ink);
  }
`;
