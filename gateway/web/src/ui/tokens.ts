import { css } from 'lit';

/** Every colour, size and duration of the page. Light and dark stand side by side; elements name only tokens. */
export const tokens = css`
  :host {
    color-scheme: light dark;

    --bg: light-dark(#ffffff, #17181b);
    --bg-sunken: light-dark(#f7f7f8, #111214);
    --bg-raised: light-dark(#ffffff, #1f2024);
    --bg-hover: light-dark(#f0f0f3, #222429);
    --bg-active: light-dark(#e8e9fb, #2a2d45);
    --bg-field: light-dark(#ffffff, #1b1c20);
    --bubble-in: light-dark(#f0f0f3, #26282d);
    --bubble-out: light-dark(#e5e8fd, #2b3163);
    --line: light-dark(#e7e7eb, #292b30);
    --line-strong: light-dark(#cfcfd6, #3d4047);
    --text: light-dark(#17181c, #ececef);
    --text-2: light-dark(#575a65, #a9acb6);
    --text-3: light-dark(#62656f, #9b9ea9);
    --accent: light-dark(#4353d6, #5160e6);
    --accent-hover: light-dark(#3646c4, #5f6df0);
    --accent-ink: light-dark(#3c4bcb, #a3adff);
    --accent-soft: light-dark(#eef0fe, #24283f);
    --on-accent: #ffffff;
    --ok: light-dark(#1b7f45, #3ecb7c);
    --ok-fill: light-dark(#1b7f45, #22874c);
    --ok-soft: light-dark(#e6f5ec, #173023);
    --warn: light-dark(#8a5a00, #e5b04a);
    --warn-soft: light-dark(#fdf4e0, #33290f);
    --bad: light-dark(#c42b2b, #ff7b76);
    --bad-fill: light-dark(#c92f2f, #c93a38);
    --bad-soft: light-dark(#fdecec, #3a1c1d);
    --scrim: light-dark(rgb(20 21 25 / 32%), rgb(0 0 0 / 56%));
    --focus: light-dark(#4353d6, #a3adff);

    --radius: 6px;
    --radius-large: 12px;
    --rail: 72px;
    --bar: 56px;
    --target: 32px;
    --quick: 120ms;
    --slow: 220ms;

    --font:
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Inter', 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial,
      sans-serif;
    --font-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
    --text-small: 12px;
    --text-tiny: 11px;
    --text-large: 16px;
    --text-title: 20px;

    font: 400 14px/20px var(--font);
    font-variant-numeric: tabular-nums;
    -webkit-font-smoothing: antialiased;
    color: var(--text);
    background: var(--bg);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  @media (pointer: coarse) {
    :host {
      --target: 44px;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --line: light-dark(#7a7d88, #8a8d98);
      --line-strong: light-dark(#44464e, #c2c4cc);
      --text-2: light-dark(#2c2e35, #dcdde2);
      --text-3: light-dark(#2c2e35, #dcdde2);
      --accent: light-dark(#2533a8, #7f8bff);
      --on-accent: light-dark(#ffffff, #000000);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --quick: 0ms;
      --slow: 0ms;
    }
  }
`;
