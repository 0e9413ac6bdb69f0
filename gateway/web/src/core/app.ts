import { browserWorld, chooseSpeaker } from '../call/browser-world';
import { Phone } from '../call/phone';
import { RelayAccess } from '../call/relay-access';
import { Tones } from '../call/tones';
import { strings } from '../strings';
import { Broadcasts } from '../stores/broadcasts';
import { ReceiverLists } from '../stores/receiver-lists';
import { Credentials, type Credential } from '../stores/credentials';
import { Drafts } from '../stores/drafts';
import { ListStore, newestFirst } from '../stores/list';
import { Looking } from '../stores/looking';
import { Conversations } from '../stores/conversations';
import { People } from '../stores/people';
import { Scheduled } from '../stores/scheduled';
import { Rooms } from '../stores/rooms';
import { Search } from '../stores/search';
import { Session } from '../stores/session';
import { HeldTexts } from '../stores/held-texts';
import { Templates } from '../stores/templates';
import { Threads } from '../stores/threads';
import { Toasts } from '../stores/toasts';
import { UploadTray, UploadTrays } from '../stores/upload-tray';
import { Voicemails } from '../stores/voicemails';
import { Workspace } from '../stores/workspace';
import { Api } from './api';
import { connectEvents, conversationName } from './live';
import { storedPrefs } from './prefs';
import { Problem } from './problem';
import { browserSurroundings, Realtime } from './realtime';
import { Router } from './router';
import { Store } from './store';
import type { ApiKey, AppPassword, CallRecord, Conversation, ConversationChange, DeadLetter, Id, Note, Post } from './types';
import * as when from './when';

export type Overlay = 'palette' | 'dial' | 'shortcuts' | 'keypad' | 'devices' | undefined;

/** Everything behind the elements, made once and handed to each of them. */
export class App {
  readonly api: Api;
  readonly realtime: Realtime;
  readonly prefs = storedPrefs(localStorage);
  readonly router = new Router();
  readonly session: Session;
  readonly people: People;
  readonly workspace: Workspace;
  readonly apiKeys: Credentials<ApiKey>;
  readonly appPasswords: Credentials<AppPassword>;
  readonly conversations: Conversations;
  readonly held: HeldTexts;
  readonly uploads: UploadTrays;
  readonly threads: Threads;
  readonly scheduled: Scheduled;
  readonly broadcasts: Broadcasts;
  readonly receiverLists: ReceiverLists;
  readonly rooms: Rooms;
  readonly templates: Templates;
  readonly deadLetters: ListStore<DeadLetter>;
  readonly search: Search;
  readonly calls: ListStore<CallRecord>;
  readonly voicemails: Voicemails;
  readonly toasts = new Toasts();
  readonly tones = new Tones();
  readonly relay: RelayAccess;
  readonly phone: Phone;
  readonly overlay = new Store<Overlay>(undefined);
  readonly drafts: Drafts;
  readonly looking: Looking;

  readonly #others = new BroadcastChannel('tandem');
  readonly #stops: (() => void)[] = [];

  constructor(base = '') {
    this.api = new Api(base);
    this.realtime = new Realtime(browserSurroundings(base));
    this.session = new Session(this.api);
    this.people = new People(this.api);
    this.workspace = new Workspace(this.api);
    this.apiKeys = new Credentials(this.api.apiKeys, this.api.revokeApiKey);
    this.appPasswords = new Credentials(this.api.appPasswords, this.api.revokeAppPassword);
    this.conversations = new Conversations(this.api, () => this.session.me?.member.id);
    this.held = new HeldTexts(this.api, () => this.prefs.value.undoSeconds);
    this.uploads = new UploadTrays(() => new UploadTray(this.api.upload, this.api.removeUpload));
    const { timeline, writeNote, changeNote, deleteNote } = this.api;
    this.threads = new Threads({ timeline, writeNote, changeNote, deleteNote, sendMessage: this.held.send });
    this.scheduled = new Scheduled(this.api);
    this.broadcasts = new Broadcasts(this.api);
    this.receiverLists = new ReceiverLists(this.api);
    this.rooms = new Rooms(this.api);
    this.templates = new Templates(this.api);
    this.drafts = new Drafts(this.api);
    this.looking = new Looking(async (look) => {
      const { conversation_id, members } = await this.realtime.command('look', look);
      if (conversation_id && members) this.looking.told(conversation_id, members);
    });
    this.deadLetters = new ListStore(this.api.deadLetters, newestFirst((letter) => letter.failed_at));
    this.search = new Search(this.api);
    this.calls = new ListStore(this.api.calls, newestFirst((call) => call.started_at));
    this.voicemails = new Voicemails(this.api);
    this.relay = new RelayAccess(this.api.relayCredentials);
    this.phone = new Phone(this.realtime, this.relay, this.prefs, this.tones, browserWorld());
    this.api.onSignedOut = () => this.session.ended(undefined);
    connectEvents(this);
  }

  start(): void {
    this.router.start();
    this.tones.openOnFirstTouch(window);
    const nudge = () => this.realtime.nudge();
    const offline = () => this.realtime.networkLost();
    const front = () => document.visibilityState === 'visible' && this.realtime.line.value !== 'replaced' && nudge();
    const leave = () => {
      this.toasts.flush();
      this.drafts.flush();
    };
    addEventListener('online', nudge);
    addEventListener('offline', offline);
    // The browser asks before words that nobody has yet are lost.
    const keep = (event: BeforeUnloadEvent) => this.threads.waiting > 0 && event.preventDefault();
    addEventListener('beforeunload', keep);
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', front);
    const follow = () => location.hash.startsWith('#link=') && location.reload();
    addEventListener('hashchange', follow);
    this.#others.onmessage = (event: MessageEvent<unknown>) => this.#otherWindow(event.data);
    const relayTimer = setInterval(() => this.session.me && this.relay.prefetch(), 4 * 60_000);
    this.#stops.push(
      () => removeEventListener('online', nudge),
      () => removeEventListener('offline', offline),
      () => removeEventListener('pagehide', leave),
      () => removeEventListener('beforeunload', keep),
      () => document.removeEventListener('visibilitychange', front),
      () => clearInterval(relayTimer),
      () => removeEventListener('hashchange', follow),
      () => this.#others.close(),
      this.session.subscribe(() => this.#sessionChanged()),
      this.realtime.line.subscribe(() => this.#lineChanged()),
      this.phone.subscribe(() => this.#phoneChanged()),
    );
    if (this.prefs.value.speaker) void chooseSpeaker(this.prefs.value.speaker).catch(() => undefined);
    void this.session.begin(takeLink());
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.router.stop();
    this.realtime.stop();
  }

  /** Reads again what events would have told: after signing in, and after a cut that cannot be replayed. */
  readAll(): void {
    void this.people.refresh();
    void this.workspace.refreshNumbers();
    void this.conversations.refresh();
    void this.voicemails.refresh();
    void this.calls.refresh();
    this.threads.resync();
    void this.rooms.refresh();
    this.rooms.resync();
    void this.attempt(() => this.templates.reread());
    void this.drafts.refresh();
    this.scheduled.resync();
    void this.readDeadLetters();
    if (this.broadcasts.inSight) void this.broadcasts.refresh();
  }

  /** Reads them from the first on: others may have decided about some. */
  async readDeadLetters(): Promise<void> {
    this.deadLetters.clear();
    await this.deadLetters.refresh();
  }

  /** Does something that may fail, and says so when it does. */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (thrown) {
      this.toasts.bad(Problem.of(thrown).message);
      return false;
    }
  }

  callMember(id: Id, name: string, voicemailOnly = false): void {
    this.overlay.set(undefined);
    void this.attempt(() => this.phone.call({ memberId: id, name }, voicemailOnly));
  }

  deleteVoicemail(id: Id): void {
    const voicemail = this.voicemails.hide(id);
    if (!voicemail) return;
    this.#undoable(
      strings.voicemail.removed,
      () => this.voicemails.deleteNow(id),
      () => this.voicemails.putBack(voicemail),
    );
  }

  deleteNote(note: Note): void {
    this.threads.putNote({ ...note, text: null, deleted: true });
    this.#undoable(
      strings.notes.removed,
      () => this.threads.deleteNote(note.id),
      () => this.threads.bringBack(note),
    );
  }

  deletePost(post: Post): void {
    this.rooms.putPost({ ...post, text: null, deleted: true });
    this.#undoable(
      strings.team.removed,
      () => this.rooms.deletePost(post.id),
      () => this.rooms.bringBack(post),
    );
  }

  /** Says so when a note that just came calls the member, unless they look at it. */
  calledBy(note: Note, conversation: Conversation): void {
    const me = this.session.me?.member.id;
    const { place, id } = this.router.route.value;
    const looking = place === 'inbox' && id === conversation.id && document.visibilityState === 'visible';
    if (me === undefined || looking || !note.mentions.includes(me)) return;
    const who = this.people.member(note.author_member_id)?.name ?? strings.notes.somebody;
    const run = () => this.router.go('inbox', conversation.id, { seq: String(note.seq) });
    this.toasts.say(
      strings.notes.calledYou(who, conversationName(this, conversation.participants, conversation.contact_name)),
      'plain',
      { label: strings.notes.open, run },
    );
  }

  deleteContact(id: Id): void {
    const contact = this.people.hide(id);
    if (!contact) return;
    this.#undoable(
      strings.people.removed(contact.name),
      () => this.people.deleteNow(id),
      () => this.people.putBack(contact),
    );
  }

  /** The conversation is done; one that is not open is opened again. Can be undone. */
  finish(conversation: Conversation): void {
    if (conversation.state === 'open') {
      this.#file(conversation, { state: 'done', snoozed_until: null }, strings.inbox.isDone);
    } else {
      this.#file(conversation, { state: 'open', snoozed_until: null }, strings.inbox.isOpen);
    }
  }

  /** Puts the conversation away until then. Can be undone. */
  snooze(conversation: Conversation, until: Date): void {
    const change = { state: 'snoozed' as const, snoozed_until: until.toISOString() };
    this.#file(conversation, change, strings.inbox.snooze.until(when.until(until)));
  }

  #file(conversation: Conversation, change: ConversationChange, said: string): void {
    const { id, state, snoozed_until } = conversation;
    const back: ConversationChange =
      state === 'snoozed' && snoozed_until !== null
        ? { state, snoozed_until }
        : { state: state === 'done' ? 'done' : 'open', snoozed_until: null };
    void this.attempt(() => this.conversations.change(id, change)).then((done) => {
      if (!done) return;
      const run = () => void this.attempt(() => this.conversations.change(id, back));
      this.toasts.say(said, 'plain', { label: strings.undo, run });
    });
  }

  /** Ends a credential; `gone` is what is said meanwhile, given its name. */
  revoke(credentials: Credentials<Credential>, id: Id, gone: (name: string) => string): void {
    const credential = credentials.hide(id);
    if (!credential) return;
    this.#undoable(
      gone(credential.name),
      () => credentials.revoke(id),
      () => credentials.putBack(id),
    );
  }

  /** Does what was asked once it is too late to undo; what is refused or undone is put back. */
  #undoable(said: string, act: () => Promise<unknown>, putBack: () => void): void {
    const late = () => void this.attempt(act).then((done) => done || putBack());
    this.toasts.undoable(said, strings.undo, late, putBack);
  }

  async signOut(): Promise<void> {
    if (this.phone.value.active) this.phone.hangUp();
    await this.attempt(() => this.session.signOut());
  }

  #wasSignedIn = false;

  #sessionChanged(): void {
    const signedIn = this.session.me !== undefined;
    if (signedIn === this.#wasSignedIn) return;
    this.#wasSignedIn = signedIn;
    if (signedIn) {
      this.#others.postMessage({ member: this.session.me?.member.id });
      this.realtime.start();
      this.relay.prefetch();
      this.readAll();
      return;
    }
    this.realtime.stop();
    this.relay.forget();
    this.drafts.clear();
    this.uploads.clear();
    this.looking.clear();
    this.overlay.set(undefined);
    const { people, workspace, apiKeys, appPasswords, conversations, held, threads, rooms, templates, search, calls, voicemails } = this;
    const stores = [people, workspace, apiKeys, appPasswords, conversations, held, threads, rooms, templates, search, calls, voicemails];
    for (const store of [...stores, this.scheduled, this.deadLetters, this.broadcasts, this.receiverLists]) store.clear();
  }

  /** Windows of one browser share the cookie: when another signs in as somebody else, this one must not mix the two. */
  #otherWindow(said: unknown): void {
    const { member } = said as { member?: Id };
    if (this.session.me && member && member !== this.session.me.member.id) location.reload();
  }

  /** The panels of the call bar go with the call. */
  #phoneChanged(): void {
    const { value } = this.overlay;
    if (!this.phone.value.active && (value === 'keypad' || value === 'devices')) this.overlay.set(undefined);
  }

  #lineChanged(): void {
    const line = this.realtime.line.value;
    if (line === 'signed_out') this.session.ended(undefined);
    if (line === 'online') {
      this.relay.prefetch();
      void this.threads.resend();
      this.looking.again();
    }
  }
}

/** The one-time link in the fragment. It is taken out of the address at once, so that it is not kept in the history. */
function takeLink(): string | undefined {
  const link = /^#link=([^&]+)/.exec(location.hash)?.[1];
  if (link === undefined) return undefined;
  history.replaceState(null, '', '#/inbox');
  return decodeURIComponent(link);
}
