import { css } from 'lit';

/** The box one writes in: a form around a field that grows with its words. */
export const writeBox = css`
  form {
    border: 1px solid var(--line-strong);
    border-radius: 12px;
    background: var(--bg-field);
  }
  form:focus-within {
    border-color: var(--focus);
    box-shadow: 0 0 0 1px var(--focus);
  }
  textarea {
    display: block;
    inline-size: 100%;
    min-block-size: 44px;
    max-block-size: 180px;
    padding: 12px 14px 4px;
    border: 0;
    background: transparent;
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline: none;
  }
`;
