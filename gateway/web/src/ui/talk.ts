import { css } from 'lit';

/** A conversation or a room: who is in it above, and what was said, laid from the foot. */
export const talk = css`
  .who {
    display: grid;
    min-inline-size: 0;
    flex: 1;
  }
  .who h2 {
    font-size: 15px;
    line-height: 20px;
  }
  .back {
    display: none;
    margin-inline-start: -8px;
  }
  /* Laid from the foot: the newest stays in sight, and earlier ones arrive without a jump. */
  .view {
    display: flex;
    flex-direction: column-reverse;
    flex: 1;
    min-block-size: 0;
  }
  .all {
    padding: 16px 24px 12px;
    inline-size: min(100%, 920px);
    margin-inline: auto;
  }
`;
