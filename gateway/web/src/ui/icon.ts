import { LitElement, css } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import {
  Activity,
  ArrowDownLeft,
  ArrowLeft,
  ArrowUpRight,
  AudioLines,
  Ban,
  Bell,
  Check,
  CheckCheck,
  ChevronDown,
  CircleAlert,
  Clock,
  Copy,
  Delete,
  Download,
  Ellipsis,
  Eye,
  EyeOff,
  Grip,
  Hash,
  Headphones,
  Inbox,
  Info,
  Keyboard,
  KeyRound,
  Lock,
  LogOut,
  Megaphone,
  MessageSquare,
  Mic,
  MicOff,
  Monitor,
  Paperclip,
  Pause,
  Pencil,
  Phone,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Play,
  Plus,
  Route,
  Search,
  SendHorizontal,
  Settings,
  ShieldCheck,
  Smartphone,
  StickyNote,
  TextQuote,
  SquarePen,
  Trash2,
  type IconNode,
  Undo2,
  User,
  UserPlus,
  Users,
  Voicemail,
  Volume2,
  WifiOff,
  X,
} from 'lucide';

const ICONS = {
  paperclip: Paperclip,
  'arrow-down-left': ArrowDownLeft,
  back: ArrowLeft,
  'arrow-up-right': ArrowUpRight,
  wave: AudioLines,
  ban: Ban,
  check: Check,
  'check-check': CheckCheck,
  down: ChevronDown,
  alert: CircleAlert,
  clock: Clock,
  copy: Copy,
  erase: Delete,
  download: Download,
  more: Ellipsis,
  keypad: Grip,
  hash: Hash,
  headphones: Headphones,
  inbox: Inbox,
  info: Info,
  keyboard: Keyboard,
  key: KeyRound,
  lock: Lock,
  megaphone: Megaphone,
  mic: Mic,
  'mic-off': MicOff,
  monitor: Monitor,
  pause: Pause,
  pencil: Pencil,
  phone: Phone,
  'phone-in': PhoneIncoming,
  'phone-missed': PhoneMissed,
  'phone-off': PhoneOff,
  'phone-out': PhoneOutgoing,
  play: Play,
  plus: Plus,
  route: Route,
  search: Search,
  shield: ShieldCheck,
  send: SendHorizontal,
  settings: Settings,
  smartphone: Smartphone,
  write: SquarePen,
  trash: Trash2,
  undo: Undo2,
  user: User,
  'user-plus': UserPlus,
  users: Users,
  voicemail: Voicemail,
  speaker: Volume2,
  'no-wifi': WifiOff,
  close: X,
  activity: Activity,
  leave: LogOut,
  eye: Eye,
  'eye-off': EyeOff,
  message: MessageSquare,
  note: StickyNote,
  template: TextQuote,
  bell: Bell,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;

const SVG = 'http://www.w3.org/2000/svg';

/** One Lucide icon. It is decoration: the control around it carries the name. */
@customElement('t-icon')
export class Icon extends LitElement {
  @property() name: IconName = 'info';
  @property({ type: Number }) size = 18;

  static override styles = css`
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      display: block;
    }
  `;

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute('aria-hidden', 'true');
  }

  protected override render(): SVGElement {
    const svg = document.createElementNS(SVG, 'svg');
    const attributes = {
      viewBox: '0 0 24 24',
      width: this.size,
      height: this.size,
      fill: 'none',
      stroke: 'currentColor',
      'stroke-width': this.size <= 14 ? 2.25 : 1.9,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    };
    for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
    for (const [tag, parts] of ICONS[this.name]) {
      const shape = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(parts)) shape.setAttribute(name, String(value));
      svg.append(shape);
    }
    return svg;
  }
}
