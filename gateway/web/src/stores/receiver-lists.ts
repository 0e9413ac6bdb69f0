import type { Api } from '../core/api';
import type { E164, Id, ReceiverList } from '../core/types';
import { ListStore } from './list';

type Asked = Pick<Api, 'receiverLists' | 'receiverList' | 'makeReceiverList' | 'changeReceiverList' | 'deleteReceiverList'>;

/** The lists of receivers that the workspace keeps, by name. */
export class ReceiverLists extends ListStore<ReceiverList> {
  constructor(private readonly api: Asked) {
    super(
      () => api.receiverLists(),
      (a, b) => a.name.localeCompare(b.name),
    );
  }

  /** Reads them anew; those that are gone go here too. */
  async reread(): Promise<void> {
    if (this.value.loading !== 'ready') return;
    const { data } = await this.api.receiverLists();
    for (const { id } of this.value.items) if (!data.some((one) => one.id === id)) this.drop(id);
    this.put(...data);
  }

  async numbers(id: Id): Promise<E164[]> {
    return (await this.api.receiverList(id)).numbers;
  }

  async make(name: string, numbers: readonly E164[], key: string): Promise<void> {
    this.put(await this.api.makeReceiverList({ name, numbers }, key));
  }

  async change(id: Id, change: { name?: string; numbers?: readonly E164[] }): Promise<void> {
    this.put(await this.api.changeReceiverList(id, change));
  }

  async deleteNow(id: Id): Promise<void> {
    await this.api.deleteReceiverList(id);
    this.drop(id);
  }
}
