import { html } from 'lit';
import { state } from 'lit/decorators.js';
import { Problem } from '../core/problem';
import { strings } from '../strings';
import { TandemElement } from './element';

/** A list to which one adds in a dialog: whether that is open, and what was wrong with the last try, by field. */
export abstract class AddingElement extends TandemElement {
  @state() protected adding = false;
  @state() protected wrong: Record<string, string> = {};

  protected readonly openDialog = () => {
    this.wrong = {};
    this.adding = true;
  };

  protected readonly closeDialog = () => {
    this.adding = false;
  };

  /** What the server refused, beside the fields it is about or below them all. */
  protected refused(thrown: unknown): void {
    const problem = Problem.of(thrown);
    this.wrong = problem.fields.size > 0 ? Object.fromEntries(problem.fields) : { all: problem.message };
  }

  /** The dialog's last lines: what is wrong altogether, and its two buttons. */
  protected dialogEnd() {
    return html`<p class="notice" role="alert" ?hidden=${!this.wrong['all']}>${this.wrong['all']}</p>
      <div class="actions">
        <button class="button" type="button" @click=${this.closeDialog}>${strings.cancel}</button>
        <button class="button primary">${strings.add}</button>
      </div>`;
  }
}
