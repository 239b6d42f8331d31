// The shapes of what the visit application keeps and sends. Read by the type checker only; never served.
// Moments are ISO 8601 in UTC; ids are UUIDv7 made on the device or by the office.

type Texts = Record<string, string>;

interface Box { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer }

interface KeyRecord {
  id: "data";
  how: "passphrase" | "passkey";
  salt: Uint8Array<ArrayBuffer>;
  rounds: number;
  credential?: ArrayBuffer;
  sealed: ArrayBuffer;
}

/** An encrypted record, with what must be known while locked: nothing that says who or where. */
interface BoxRecord extends Box {
  id: string;
  kind: "package" | "visit" | "token";
  edition: number;
  revision: number;
  waiting_since: string | null;
  purge_at: string | null;
}

interface BlobRecord extends Box {
  id: string;
  visit: string;
  edition: number;
  size: number;
  sent: boolean;
}

/** Facts about the device itself. */
interface DeviceNote {
  id: "device";
  device_id: string;
  language: string;
  registered_at: string;
  unlocked_at: string;
  settings: Settings;
  persisted: boolean | null;
  clock_offset_ms: number;
  last_try_at: string | null;
  last_sent_at: string | null;
}

interface Settings { idle_minutes: number; erase_hours: number; days_without_unlock: number; stale_hours: number }

type StoreName = "keys" | "boxes" | "blobs" | "notes";

interface Stores {
  keys: { key: string; value: KeyRecord };
  boxes: { key: string; value: BoxRecord };
  blobs: { key: string; value: BlobRecord; indexes: { visit: string } };
  notes: { key: string; value: DeviceNote };
}

type AnswerState = "in_order" | "deviation" | "not_seen";

interface Answer {
  state: AnswerState;
  basis: string;
  remark: string;
  counts: Record<string, number>;
  severity: number | null;
  severity_reason: string;
  place: string;
  seen_at: string | null;
  at_once: boolean;
  by?: string;
}

/** The visit sheet, as docs/tablet-protocol.md section 3 has it. */
interface Sheet {
  items: string[];
  answers: Record<string, Answer>;
  present: Record<string, number> | null;
  notes: Record<string, { text: string; at: string }>;
  danger_at: string[];
  started_at: string | null;
  left_at: string | null;
  operator_remark: string;
  signature: string;
}

interface Item {
  label: Texts;
  topic: string;
  severity: number;
  kind: "V" | "I" | "B";
  says: Texts | null;
  says_not: Texts | null;
}

interface Topic { id: string; name: Texts }

interface Place {
  id: string | null;
  name: string;
  address: string;
  postal_code: string;
  city: string;
  sector: string;
  subtype: string;
  opening_hours?: Record<string, [string, string][]> | null;
  rooms?: number | null;
}

interface Earlier { number: string; item: string; severity: number; remark: string; seen_on: string }

interface Checklist { id: string; version: string; items: string[] }

interface Sector { id: string; name: Texts; subtypes: { id: string; name: Texts; checklist: Checklist }[] }

/** What stands beside a sealed visit, as the office has it. */
interface Addendum { id: string; text: string; added_at: string; by: string }

/** An addendum that was written here and that the office has not. `ready`: false while it is still being written. */
interface OwnAddendum { id: string; text: string; at: string; ready: boolean }

/** What came from the office about one visit. */
interface OfficeVisit {
  id: string;
  number: string;
  version: number;
  state: "planned" | "under-way" | "sealed";
  kind: string;
  reason: string;
  planned_on: string | null;
  order: number;
  place: Place;
  permit: { number: string; valid_until: string | null; suspended: boolean; conditions: string[] } | null;
  earlier: Earlier[];
  sheet: Sheet;
  addenda: Addendum[];
  sealed_at: string | null;
  report: string | null;
}

interface PhotoNote {
  id: string;
  item_code: string;
  kind: "photo" | "signature";
  captured_at: string;
  size: number;
  media_type: string;
  sent: boolean;
}

interface Clock { captured_at: string; zone: string; offset_ms: number }

interface Finding {
  id: string;
  visit_id: string;
  item: string;
  basis: string;
  remark: string;
  counts: Record<string, number>;
  severity: number | null;
  severity_reason: string;
  place: string;
  clock: Clock;
}

interface FoundPlace { name: string; sector: string; subtype: string; street: string; house_number: string; postal_code: string; city: string }

/** What was made ready to send: the same bytes under the same key until the office has answered. */
interface Outgoing { op_id: string; base_version: number; body: string; sheet: Sheet; seals: boolean }

interface Conflict { version: number; theirs: OfficeVisit; fields: string[]; changed_by: string }

/** One visit on this device: what the office gave, and what was made of it here. */
interface Visit extends OfficeVisit {
  /** The sheet of `version`; null for a visit that began here and was never answered. */
  base: Sheet | null;
  /** Only for a visit that began here, until the office knows it. */
  start: { id: string } | { found: FoundPlace } | null;
  photos: PhotoNote[];
  findings: Finding[];
  findings_sent: string[];
  own_addenda: OwnAddendum[];
  saved_at: string | null;
  waiting_since: string | null;
  outgoing: Outgoing | null;
  conflict: Conflict | null;
  refused: string | null;
  sent_at: string | null;
  purge_at: string | null;
}

interface Package {
  fetched_at: string;
  cursor: string;
  person: { id: string; name: string; language: string };
  municipality: { code: string; name: string };
  topics: Topic[];
  items: Record<string, Item>;
  counters: Record<string, string[]>;
  functions: { there: string[]; along: string[] };
  sectors: Sector[];
  places: Place[];
  danger: { name: Texts; number: string; minors: boolean }[];
  limits: { attachment_bytes: number };
  /** Names of visits that were withdrawn since the list was last looked at. */
  withdrawn: string[];
}

interface Token { value: string; expires_at: string }
