import { css } from 'lit';
import { base, buttons, fields } from './styles';

/** What the sections of the settings share: a title, a lead, and rows in a frame. */
export const sections = [
  base,
  buttons,
  fields,
  css`
    h2 {
      font-size: var(--text-title);
      line-height: 28px;
      letter-spacing: -0.015em;
    }
    .lead {
      margin-block: 2px 20px;
      color: var(--text-2);
      max-inline-size: 60ch;
    }
    h3 {
      margin-block: 28px 8px;
      font-size: 14px;
    }
    .title {
      display: flex;
      align-items: flex-start;
      gap: 16px;
    }
    .title > div {
      flex: 1;
    }
    .frame {
      border: 1px solid var(--line);
      border-radius: 10px;
      background: var(--bg);
    }
    .row {
      display: flex;
      align-items: center;
      gap: 14px;
      min-block-size: 60px;
      padding: 10px 16px;
    }
    .row + .row {
      border-block-start: 1px solid var(--line);
    }
    .row > .words {
      flex: 1;
      min-inline-size: 0;
    }
    .row b {
      font-weight: 500;
    }
    .none {
      padding: 20px 16px;
      color: var(--text-2);
    }
    .tag {
      padding-inline: 8px;
      border-radius: 9px;
      background: var(--accent-soft);
      color: var(--accent-ink);
      font-size: var(--text-tiny);
      line-height: 18px;
      font-weight: 600;
    }
    form.stack {
      display: grid;
      gap: 16px;
      padding: 20px;
    }
    .actions {
      display: flex;
      justify-content: flex-end;
      gap: 8px;
    }
    code {
      font: 12.5px/18px var(--font-mono);
      overflow-wrap: anywhere;
    }
    .copy {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 4px 4px 4px 12px;
      border: 1px solid var(--line);
      border-radius: var(--radius);
      background: var(--bg-sunken);
    }
    .copy code {
      flex: 1;
      direction: ltr;
    }
    .switch {
      position: relative;
      flex: none;
      inline-size: 40px;
      block-size: 24px;
      padding: 0;
      border: 0;
      border-radius: 12px;
      background: var(--line-strong);
      cursor: pointer;
      transition: background var(--quick);
    }
    .switch::after {
      content: '';
      position: absolute;
      inset-block-start: 3px;
      inset-inline-start: 3px;
      inline-size: 18px;
      block-size: 18px;
      border-radius: 50%;
      background: #ffffff;
      transition: translate var(--quick);
    }
    .switch[aria-checked='true'] {
      background: var(--accent);
    }
    .switch[aria-checked='true']::after {
      translate: 16px 0;
    }
    .switch:dir(rtl)[aria-checked='true']::after {
      translate: -16px 0;
    }
    @media (pointer: coarse) {
      .switch::before {
        content: '';
        position: absolute;
        inset: -10px -2px;
      }
    }
  `,
];
