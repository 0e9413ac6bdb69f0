import { css } from 'lit';

/**
 * A list and what is chosen in it, side by side; on a narrow screen one of the two, by the host's `opened`.
 * `--list` and `--list-small` are the list's width on wide and on medium screens, `--beside` the columns after it.
 */
export const panes = css`
  :host {
    display: grid;
    grid-template-columns: var(--list) var(--beside, minmax(0, 1fr));
    grid-template-rows: minmax(0, 1fr);
    min-block-size: 0;
  }
  .list {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    border-inline-end: 1px solid var(--line);
    background: var(--bg-sunken);
  }
  .list t-virtual-list,
  .list t-empty,
  .list t-skeleton {
    flex: 1;
    min-block-size: 0;
  }
  .detail {
    min-inline-size: 0;
    min-block-size: 0;
  }
  @container (max-width: 900px) {
    :host {
      grid-template-columns: var(--list-small) minmax(0, 1fr);
    }
  }
  @container (max-width: 640px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
    .list {
      border-inline-end: 0;
      background: var(--bg);
    }
    :host([opened]) .list,
    :host(:not([opened])) .detail {
      display: none;
    }
  }
`;
