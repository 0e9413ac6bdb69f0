import type { Api } from '../core/api';
import type { Id, Template } from '../core/types';
import { ListStore } from './list';

/** The workspace's templates, by name. */
export class Templates extends ListStore<Template> {
  constructor(private readonly api: Pick<Api, 'templates' | 'makeTemplate' | 'changeTemplate' | 'deleteTemplate'>) {
    super(
      () => api.templates(),
      (a, b) => a.name.localeCompare(b.name),
    );
  }

  /** Reads them anew; those that are gone go here too. */
  async reread(): Promise<void> {
    if (this.value.loading !== 'ready') return;
    const { data } = await this.api.templates();
    for (const { id } of this.value.items) if (!data.some((one) => one.id === id)) this.drop(id);
    this.put(...data);
  }

  async save(id: Id | undefined, template: { name: string; text: string }, key: string): Promise<Template> {
    const saved = await (id === undefined ? this.api.makeTemplate(template, key) : this.api.changeTemplate(id, template));
    this.put(saved);
    return saved;
  }

  async deleteNow(id: Id): Promise<void> {
    await this.api.deleteTemplate(id);
    this.drop(id);
  }
}
