import { shown } from './phone-number';
import type { App } from './app';
import { strings } from '../strings';

/** Leads what the server says, as it says it, to the stores. */
export function connectEvents(app: App): void {
  const { realtime, conversations, threads, scheduled, voicemails, calls, people, workspace, phone } = app;

  realtime.on('message.created', ({ message, conversation }) => {
    conversations.put(conversation);
    threads.put(message);
  });
  realtime.on('note.created', ({ note, conversation }) => {
    conversations.put(conversation);
    threads.putNote(note);
    app.calledBy(note, conversation);
  });
  realtime.on('note.updated', ({ note, conversation }) => {
    conversations.put(conversation);
    threads.putNote(note);
  });
  realtime.on('dead_letters.changed', () => void app.readDeadLetters());
  realtime.on('broadcast.changed', ({ id }) => app.broadcasts.told(id));
  realtime.on('message.updated', () => app.broadcasts.textChanged());
  realtime.on('message.updated', ({ message }) => {
    threads.put(message);
    if (message.direction === 'outbound' && (message.state === 'failed' || message.state === 'undelivered')) void app.readDeadLetters();
    const conversation = conversations.find(message.conversation_id);
    if (conversation?.last_message?.id === message.id) {
      conversations.put({ ...conversation, last_message: { ...conversation.last_message, state: message.state } });
    }
  });
  realtime.on('conversation.updated', ({ conversation }) => conversations.put(conversation));
  realtime.on('scheduled.changed', ({ conversation_id, data }) => scheduled.put(conversation_id, data));
  realtime.on('draft.changed', (draft) => app.drafts.told(draft));
  realtime.on('looking', ({ conversation_id, members }) => app.looking.told(conversation_id, members));
  realtime.on('message.created', ({ message }) => {
    const colleague = message.direction === 'outbound' && message.author_member_id !== app.session.me?.member.id;
    if (colleague && app.drafts.get(message.conversation_id)) app.looking.cross(message);
  });
  realtime.on('receiver_lists.changed', () => void app.attempt(() => app.receiverLists.reread()));
  realtime.on('templates.changed', () => void app.attempt(() => app.templates.reread()));
  realtime.on('room.updated', ({ room }) => app.rooms.put(room));
  realtime.on('room.gone', ({ id }) => app.rooms.gone(id));
  realtime.on('post.created', ({ post, room }) => {
    app.rooms.put(room);
    app.rooms.putPost(post);
  });
  realtime.on('post.updated', ({ post, room }) => {
    app.rooms.put(room);
    app.rooms.putPost(post);
  });
  realtime.on('call.recorded', ({ call }) => calls.put(call));
  realtime.on('voicemail.created', ({ voicemail }) => voicemails.put(voicemail));
  realtime.on('voicemail.updated', ({ voicemail }) => voicemails.put(voicemail));
  realtime.on('voicemail.deleted', ({ id }) => voicemails.drop(id));
  realtime.on('presence', ({ member_id, presence }) => people.present(member_id, presence));
  realtime.on('contact.changed', () => void people.refresh());
  realtime.on('contacts.changed', () => void people.refresh());
  realtime.on('members.changed', () => void people.refresh());
  realtime.on('numbers.changed', () => void workspace.refreshNumbers());
  realtime.onResync = () => {
    phone.lostTrack();
    app.readAll();
  };
  scheduled.onStayed = (text) => {
    // Under the eyes of who is there.
    if (app.router.route.value.place === 'inbox' && app.router.route.value.id === text.conversation_id) return;
    const run = () => app.router.go('inbox', text.conversation_id);
    app.toasts.say(strings.later.stayed, 'plain', { label: strings.later.show, run });
  };
  phone.onMissed = (peer, elsewhere) => {
    app.toasts.say(elsewhere ? strings.call.answeredElsewhere : strings.call.missedFrom(peer.name));
  };
}

/** Who a conversation is with, in words. */
export function conversationName(app: App, participants: readonly string[], contactName: string | null): string {
  if (participants.length === 1 && contactName) return contactName;
  return participants.map((number) => app.people.contactOf(number)?.name ?? shown(number)).join(', ');
}
