export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code in capitals, e.g. EUR. */
  CurrencyCode: { input: string; output: string; }
  /** An instant as RFC 3339 with a zone, e.g. 2027-05-01T18:00:00Z. Answers are in UTC. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A JSON Schema document (draft 2020-12). */
  JSONSchema: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** An absolute http or https URL. */
  URL: { input: string; output: string; }
  /** A file, sent as a part of a GraphQL multipart request. */
  Upload: { input: never; output: never; }
};

/** Who takes the invitation up. */
export type AcceptInvitationInput = {
  /** How the person is called; needed for a new account. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The password of the new or existing account; not needed when signed in with the invited address. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** An access token for a program. */
export type AccessGrant = {
  /** A JWT (ES256), as people have. */
  accessToken: Scalars['String']['output'];
  /** Seconds until it expires. */
  expiresIn: Scalars['Int']['output'];
  /** The organization that it speaks for. */
  organizationId: Scalars['ID']['output'];
};

/** Why a plugin did not answer. */
export type ActionError = {
  /** What kind of failure it is, e.g. PLUGIN_TIMEOUT or PLUGIN_THREW. */
  code: Scalars['String']['output'];
  /** What the plugin, or the platform about it, says. */
  message: Scalars['String']['output'];
  /** True if the same call may well succeed later. */
  retryable: Scalars['Boolean']['output'];
};

/** What came of running an action. */
export type ActionResult = {
  /** What it answered. */
  data: Maybe<Scalars['JSON']['output']>;
  /** Milliseconds that it took. */
  durationMs: Scalars['Int']['output'];
  /** Why it did not; null if it did. */
  error: Maybe<ActionError>;
  /** True if the plugin answered. */
  ok: Scalars['Boolean']['output'];
  /** The request that ran it, as its log names it. */
  requestId: Scalars['ID']['output'];
};

/** Something that was done, as the activity log tells it. */
export type Activity = {
  /** Who did it. */
  actor: ActivityActor;
  /** Names of the fields that changed. */
  changed: Array<Scalars['String']['output']>;
  /** Further facts, such as amounts and reasons; never secrets, never buyers’ addresses. */
  details: Scalars['JSON']['output'];
  /** The entry’s id. */
  id: Scalars['ID']['output'];
  /** What happened, as a domain event’s name, e.g. event.published. */
  name: Scalars['String']['output'];
  /** When. */
  occurredAt: Scalars['DateTime']['output'];
  /** The request that it was done by; the same in every log. */
  requestId: Scalars['ID']['output'];
  /** What it was done to. */
  subject: ActivitySubject;
  /** What happened, as a sentence in English. */
  summary: Scalars['String']['output'];
};

/** Who did something. */
export type ActivityActor = {
  /** Id of the user, token or plugin installation, or the name of the service; null for a guest. */
  id: Maybe<Scalars['ID']['output']>;
  /** user, api-token, plugin, service (a part of the platform) or anonymous (a guest). */
  kind: Scalars['String']['output'];
  /** The person, where it was one who was signed in. */
  user: Maybe<User>;
};

/** A page of a list of Activity. */
export type ActivityConnection = {
  /** The entries of this page, in order. */
  edges: Array<ActivityEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Activity in a list. */
export type ActivityEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Activity. */
  node: Activity;
};

/** Which entries of the activity log to list; all conditions hold. */
export type ActivityFilter = {
  /** Only what this user, token, installation or service did. */
  actorId?: InputMaybe<Scalars['ID']['input']>;
  /** Only what concerns this event. */
  eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only from this instant on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only these happenings, e.g. event.published; 50 at most. */
  names?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only what was done to the thing with this id. */
  subjectId?: InputMaybe<Scalars['ID']['input']>;
  /** Only before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What something was done to. */
export type ActivitySubject = {
  /** Its id; null for what an organization has one of, such as its fees. */
  id: Maybe<Scalars['ID']['output']>;
  /** What people call it: a title, an order number, a promo code. */
  label: Maybe<Scalars['String']['output']>;
  /** Its type, such as Event, Order or PluginInstallation. */
  type: Scalars['String']['output'];
};

/** Adds dates to a series, as drafts like one of its dates. Starts at which the series has a date already are passed over. */
export type AddEventSeriesDatesInput = {
  /** When further dates begin; after the date to be like. */
  dates?: InputMaybe<Array<Scalars['DateTime']['input']>>;
  /** Makes it safe to repeat: the same key and input make no dates twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The date to be like; by default the last that is not cancelled. */
  likeEventId?: InputMaybe<Scalars['ID']['input']>;
  /** A recurrence rule as when the series was made; counted from the date to be like, which it must make too. */
  rule?: InputMaybe<Scalars['String']['input']>;
};

/** Add-ons of an event that are chosen among, with how many of them go with each ticket. */
export type AddOnGroup = {
  /** What is chosen among, in its order. Hidden add-ons are listed to the organization only. */
  addOns: Array<TicketType>;
  /** What buyers should know. */
  description: Maybe<Scalars['String']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** How many of its add-ons each ticket may have; what the add-ons themselves allow if null. */
  maxPerTicket: Maybe<Scalars['Int']['output']>;
  /** How many of its add-ons each ticket needs; 0 if they are optional. */
  minPerTicket: Scalars['Int']['output'];
  /** What buyers choose, e.g. T-shirt. */
  name: Scalars['String']['output'];
  /** Whether its add-ons are also sold in an order without a ticket. */
  soldAlone: Scalars['Boolean']['output'];
  /** Its place among the groups, lowest first. */
  sortOrder: Scalars['Int']['output'];
  /** The types of admission that it goes with; all of the event’s if null. */
  ticketTypeIds: Maybe<Array<Scalars['ID']['output']>>;
};

/** A group of add-ons. On an update a field that is left out stays as it is, and one that is null goes back to its default. */
export type AddOnGroupInput = {
  /** What buyers should know, at most 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Makes a creation safe to repeat: the same key and input answer with what was created first. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How many of its add-ons each ticket may have, 1 to 100; by default what the add-ons themselves allow. */
  maxPerTicket?: InputMaybe<Scalars['Int']['input']>;
  /** How many of its add-ons each ticket needs, 0 to 100; 0 by default: then they are optional. */
  minPerTicket?: InputMaybe<Scalars['Int']['input']>;
  /** What buyers choose, e.g. T-shirt; at most 120 characters. */
  name: Scalars['String']['input'];
  /** True if its add-ons are also sold in an order without a ticket; false by default. */
  soldAlone?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its place among the groups, lowest first; 0 by default. */
  sortOrder?: InputMaybe<Scalars['Int']['input']>;
  /** The types of admission that it goes with, at most 100; all of the event’s by default. */
  ticketTypeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What a component at ADMIN_SETTINGS is shown beside. */
export type AdminSettingsContext = {
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** Leave to open a cart of an event that has a waiting room. */
export type Admission = {
  /** The event. */
  event: Event;
  /** Until when a cart can be opened. The cart has its own time. */
  expiresAt: Scalars['DateTime']['output'];
  /** Goes into CreateCartInput.admission; good for one open cart and one purchase. */
  token: Scalars['String']['output'];
};

/** An answer to one question. */
export type AnswerInput = {
  /** The question. */
  questionId: Scalars['ID']['input'];
  /** One value, or those chosen; true or false for yes or no, 2027-01-31 for a date. Empty for no answer. */
  values: Array<Scalars['String']['input']>;
};

/** A key with which a program acts for the organization. */
export type ApiToken = {
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it. */
  createdBy: Maybe<User>;
  /** When it ends; null if it does not by itself. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Its id; pass it to revokeApiToken. */
  id: Scalars['ID']['output'];
  /** When it was last used, to within 15 minutes. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it is for. */
  name: Scalars['String']['output'];
  /** How its secret begins, to tell tokens apart. */
  prefix: Scalars['String']['output'];
  /** What it allows, as far as its creator may do it still. */
  scopes: Array<Scalars['String']['output']>;
};

/** Who comes with a ticket. */
export type Attendee = {
  /** Where messages to the attendee go. Null for those who see the ticket by its code alone, and for check-in staff. */
  email: Maybe<Scalars['String']['output']>;
  /** The attendee's name. */
  name: Maybe<Scalars['String']['output']>;
};

/** Who comes with a ticket from now on. */
export type AttendeeChangeInput = {
  /** The attendee’s email address; as it was if absent. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The attendee’s name, 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** What a signed-in client holds. */
export type AuthTokens = {
  /** Sent as `Authorization: Bearer …` with every request (JWT, ES256). */
  accessToken: Scalars['String']['output'];
  /** Seconds until the access token expires. */
  expiresIn: Scalars['Int']['output'];
  /** Turned in once for new tokens by refreshTokens; also set as httpOnly cookie. */
  refreshToken: Scalars['String']['output'];
};

/** What invoices and receipts say about the organization. */
export type BillingDetails = {
  /** Postal address, as many lines as it has. */
  address: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 code of the country, e.g. DE. */
  country: Maybe<Scalars['String']['output']>;
  /** Where invoices to the organization are sent. */
  email: Maybe<Scalars['String']['output']>;
  /** The name under which it does business. */
  legalName: Maybe<Scalars['String']['output']>;
  /** VAT or tax number. */
  taxId: Maybe<Scalars['String']['output']>;
};

/** Billing details to change; what is absent stays, null removes. */
export type BillingDetailsInput = {
  /** Postal address, as many lines as it has. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 code of the country, e.g. DE. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** Where invoices to the organization are sent. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The name under which it does business. */
  legalName?: InputMaybe<Scalars['String']['input']>;
  /** VAT or tax number. */
  taxId?: InputMaybe<Scalars['String']['input']>;
};

/** Who bought. */
export type Buyer = {
  /** Where tickets and news of the order are sent. */
  email: Scalars['String']['output'];
  /** The buyer’s name. */
  name: Scalars['String']['output'];
  /** The buyer’s account; null for guests. */
  user: Maybe<User>;
};

/** Who buys. */
export type BuyerInput = {
  /** Where tickets and news of the order are sent. */
  email: Scalars['String']['input'];
  /** The buyer’s name, 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** Tickets that are set aside for someone until expiresAt. */
export type Cart = {
  /** What the promo code takes off the subtotal. */
  discount: Money;
  /** The event that the tickets are for. Whoever has the cart sees it, even if it has become private. */
  event: Event;
  /** Until when the tickets are set aside. */
  expiresAt: Scalars['DateTime']['output'];
  /** Fees that the buyer pays. */
  fees: Money;
  /** The cart’s id. */
  id: Scalars['ID']['output'];
  /** What is in the cart. */
  items: Array<CartItem>;
  /** Who runs the event. */
  organization: Organization;
  /** How this cart can be paid; empty if it costs nothing. */
  paymentMethods: Array<PaymentMethod>;
  /** The promo code that lowers the price; null if there is none. */
  promoCode: Maybe<Scalars['String']['output']>;
  /** The tickets’ prices, summed. */
  subtotal: Money;
  /** Tax: added to the price or contained in it, as the organizer’s rules say. */
  tax: Money;
  /** Opens the cart to whoever holds it; keep it to the buyer. */
  token: Scalars['String']['output'];
  /** What the buyer pays. */
  total: Money;
};

/** One ticket type in a cart. */
export type CartItem = {
  /** The item’s id. */
  id: Scalars['ID']['output'];
  /** The ticket type’s name when the tickets were set aside. */
  name: Scalars['String']['output'];
  /** How many tickets are set aside. */
  quantity: Scalars['Int']['output'];
  /** The ticket type, also if it is hidden. */
  ticketType: TicketType;
  /** What the buyer pays for this line, with everything. */
  total: Money;
  /** The price of one ticket, before discount, fees and taxes. */
  unitPrice: Money;
};

/** How many tickets of one type. */
export type CartItemInput = {
  /** How many, 1 to 1,000; the event’s own limits apply as well. */
  quantity: Scalars['Int']['input'];
  /** The ticket type. */
  ticketTypeId: Scalars['ID']['input'];
};

/** How the difference of a change is paid. */
export type ChangeSettlement =
  /** The organizer has the money in hand. */
  | 'MANUAL'
  /** By the buyer, through a payment plugin; the new ticket is set aside until then. */
  | 'ONLINE';

/** Makes a ticket another type’s. Amounts come from stored prices. */
export type ChangeTicketTypeInput = {
  /** The difference that was quoted, in minor units; DIFFERENCE_CHANGED if it is another now. */
  expectedDifference: Scalars['Int']['input'];
  /** The same key and input return the same change and move nothing twice. 1 to 200 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** For the books, at most 500 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The order. */
  orderId: Scalars['ID']['input'];
  /** For ONLINE: the payment method; the one that the order was paid by if absent. */
  paymentMethod?: InputMaybe<Scalars['ID']['input']>;
  /** How the difference is paid; only where the buyer has to pay one. */
  settlement?: InputMaybe<ChangeSettlement>;
  /** The ticket, one of the order’s that is valid. */
  ticketId: Scalars['ID']['input'];
  /** The ticket type that it becomes, of the same event. */
  ticketTypeId: Scalars['ID']['input'];
};

/** How a message reaches its recipient. */
export type Channel =
  /** By e-mail. */
  | 'EMAIL'
  /** By text message. No provider is connected: such messages fail with SMS_NOT_CONFIGURED. */
  | 'SMS';

/** One admission: at the door of an event, or to what a check-in list is for. */
export type CheckIn = {
  /** When the ticket was scanned. */
  checkedInAt: Scalars['DateTime']['output'];
  /** Who let the bearer in, or sent the scan; null if a device with an API token did. */
  checkedInBy: Maybe<User>;
  /** The device, if it scanned the ticket without a network. */
  deviceId: Maybe<Scalars['ID']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Where it was used. */
  list: CheckInList;
  /** When another scan of the ticket turned out to have been earlier, which counts in its place. */
  supersededAt: Maybe<Scalars['DateTime']['output']>;
  /** The ticket that was used. */
  ticket: Ticket;
  /** Why it was undone, if somebody said so. */
  undoReason: Maybe<Scalars['String']['output']>;
  /** When the admission was undone, if it was. */
  undoneAt: Maybe<Scalars['DateTime']['output']>;
};

/** What a component at CHECK_IN is shown beside. */
export type CheckInContext = {
  /** The event at whose door it is. */
  event: Maybe<Event>;
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
  /** The ticket that was scanned last; null before the first. */
  ticket: Maybe<Ticket>;
};

/** How many tickets of one type are in, of how many. */
export type CheckInCount = {
  /** Those of them that are checked in. */
  checkedIn: Scalars['Int']['output'];
  /** Good tickets. */
  expected: Scalars['Int']['output'];
  /** The type. */
  ticketType: TicketType;
};

/** Where tickets are used, each once: the event's own door, or a list beside it, such as a lounge. */
export type CheckInList = {
  /** Those of them that are checked in. */
  checkedIn: Scalars['Int']['output'];
  /** The same by ticket type; types without a ticket are absent. */
  counts: Array<CheckInCount>;
  /** The event that it belongs to. */
  event: Event;
  /** Good tickets that it takes. */
  expected: Scalars['Int']['output'];
  /** Its id; the event's own id for the event's own door. */
  id: Scalars['ID']['output'];
  /** True for the event's own door, which takes every ticket that admits. */
  isDefault: Scalars['Boolean']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** The ticket types that it takes; null if it takes all that admit. */
  ticketTypes: Maybe<Array<TicketType>>;
};

/** What tickets are good for once, beside the door. */
export type CheckInListInput = {
  /** What it is called, at most 100 characters; unlike the other lists of the event. */
  name: Scalars['String']['input'];
  /** The ticket types that it takes; all that admit if null. May name add-ons, whose vouchers it takes then. */
  ticketTypeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A scan at a door. */
export type CheckInScan = {
  /** When it was told of. */
  at: Scalars['DateTime']['output'];
  /** What came of it. */
  kind: CheckInScanKind;
  /** The list that it was for; the event's id for the event's own door. */
  listId: Scalars['ID']['output'];
  /** The ticket. */
  ticketId: Scalars['ID']['output'];
};

/** What came of a scan. */
export type CheckInScanKind =
  /** Its bearer came in. */
  | 'CHECKED_IN'
  /** Two devices without a network let bearers of one ticket in. */
  | 'SCANNED_TWICE'
  /** An admission was undone. */
  | 'UNDONE';

/** What happened at the doors of an event, and what the counts are now. */
export type CheckInsUpdate = {
  /** When the last of it happened; when the stream began, in its first payload. */
  at: Scalars['DateTime']['output'];
  /** The event. */
  event: Event;
  /** Its check-in lists, the event's own door first, with their counts. */
  lists: Array<CheckInList>;
  /** The scans since the last payload, oldest first, the newest 100 at most; none in the first payload. */
  scans: Array<CheckInScan>;
};

/** Whom one ticket is for. */
export type CheckoutAttendeeInput = {
  /** What the attendee answers to the questions of the ticket type. */
  answers?: InputMaybe<Array<AnswerInput>>;
  /** The attendee’s email address. */
  email: Scalars['String']['input'];
  /** The attendee’s name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** The ticket type, one of the cart’s. */
  ticketTypeId: Scalars['ID']['input'];
};

/** What a component at CHECKOUT_CONFIRMATION is shown beside. */
export type CheckoutConfirmationContext = {
  /** The order, as its buyer sees it. */
  order: Maybe<Order>;
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** Turns a cart into an order. Amounts come from stored prices and rules, never from here. */
export type CheckoutInput = {
  /** Whom tickets are for, at most as many per type as the cart holds; the rest are in the buyer’s name. */
  attendees?: InputMaybe<Array<CheckoutAttendeeInput>>;
  /** Who buys. */
  buyer: BuyerInput;
  /** The cart’s token. */
  cartToken: Scalars['String']['input'];
  /** The same key and input return the same order and charge nothing twice. 1 to 200 characters. */
  idempotencyKey: Scalars['String']['input'];
  /** What is to stand on the invoice beside the buyer’s name. */
  invoiceAddress?: InputMaybe<InvoiceAddressInput>;
  /** One of the cart’s payment methods; absent for a cart that costs nothing. */
  paymentMethod?: InputMaybe<Scalars['ID']['input']>;
  /** Where a payment provider sends the buyer afterwards. */
  returnUrl?: InputMaybe<Scalars['URL']['input']>;
};

/** An order that was placed, and how to pay it. */
export type CheckoutResult = {
  /** What the buyer does next to pay. */
  nextAction: NextAction;
  /** The order: PENDING, or CONFIRMED if it costs nothing. */
  order: Order;
  /** Opens the order to whoever holds it; keep it to the buyer. */
  orderToken: Scalars['String']['output'];
};

/** An operation that a client runs and that no publication may break. */
export type ClientOperation = {
  /** The client that runs it. */
  client: Scalars['String']['output'];
  /** The GraphQL document. */
  document: Scalars['String']['output'];
  /** True for one of the server’s own clients, which operators register. */
  forServer: Scalars['Boolean']['output'];
  /** Its name in the document. */
  name: Scalars['String']['output'];
  /** When it was registered. */
  registeredAt: Scalars['DateTime']['output'];
};

/** How a page says what a component is shown beside. */
export type ContextVariable = {
  /** Its name in the `context` of `Extension.input`. */
  name: Scalars['String']['output'];
  /** Whether it must be there; a text, if it is. */
  required: Scalars['Boolean']['output'];
};

/** A new API token. */
export type CreateApiTokenInput = {
  /** When it ends; absent for never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The same key and input make no second token. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is for, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What it allows, e.g. `events:read`; nothing that its creator may not do. */
  scopes: Array<Scalars['String']['input']>;
};

/** Which tickets to set aside. Prices come from the event, never from here. */
export type CreateCartInput = {
  /** Opens ticket types that are hidden from the public. */
  accessCode?: InputMaybe<Scalars['String']['input']>;
  /** The token of an Admission, where the event has a waiting room; see enterEvent. */
  admission?: InputMaybe<Scalars['String']['input']>;
  /** The event. */
  eventId: Scalars['ID']['input'];
  /** The same key and input return the same cart. For guests it opens the cart, so it must be hard to guess: 16 to 200 characters, such as a UUID. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The ticket types, at most 50; all are set aside, or none. */
  items: Array<CartItemInput>;
  /** A promo code that lowers the price. */
  promoCode?: InputMaybe<Scalars['String']['input']>;
};

/** A new event. It begins as a draft. */
export type CreateEventInput = {
  /** The most people over all ticket types; no limit if null. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** What kind of event it is, e.g. conference. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The currency of all its prices. It cannot be changed later. */
  currency: Scalars['CurrencyCode']['input'];
  /** What it is about, as Markdown. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it ends; after the start. */
  endsAt: Scalars['DateTime']['input'];
  /** Makes the creation safe to repeat: the same key and input answer with the event created first. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Where it takes place online. */
  onlineUrl?: InputMaybe<Scalars['URL']['input']>;
  /** When sales close; at the end of the event by default. */
  salesEndAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When sales open; at once by default. */
  salesStartAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it begins. */
  startsAt: Scalars['DateTime']['input'];
  /** Words it can be found by, at most 20. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Its ticket types; more can be added later. */
  ticketTypes?: InputMaybe<Array<TicketTypeInput>>;
  /** The IANA time zone in which its times are to be shown, e.g. Europe/Berlin. */
  timeZone: Scalars['String']['input'];
  /** What the event is called, at most 200 characters. */
  title: Scalars['String']['input'];
  /** Where it takes place. */
  venue?: InputMaybe<VenueInput>;
  /** Who finds it once published; PUBLIC by default. */
  visibility?: InputMaybe<EventVisibility>;
};

/** Makes an event the first date of a series. The other dates are drafts like it: ticket types, pictures, capacity and venue are copied, and all times keep their distance to the start on the clocks of its time zone. A series has at most 200 dates in five years. */
export type CreateEventSeriesInput = {
  /** When further dates begin, beside those of the rule. */
  dates?: InputMaybe<Array<Scalars['DateTime']['input']>>;
  /** The event that becomes the first date; a rule must make this date too. */
  eventId: Scalars['ID']['input'];
  /** Makes it safe to repeat: the same key and input make no dates twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A recurrence rule of RFC 5545 with FREQ (DAILY, WEEKLY, MONTHLY or YEARLY), COUNT or UNTIL, and optionally INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST, e.g. FREQ=WEEKLY;BYDAY=FR;COUNT=10. It is counted on the clocks of the event’s time zone. */
  rule?: InputMaybe<Scalars['String']['input']>;
};

/** A new API token, with its secret. */
export type CreatedApiToken = {
  /** The secret, shown this once and stored nowhere; null when the request repeats an earlier one by its idempotency key. */
  secret: Maybe<Scalars['String']['output']>;
  /** The token. */
  token: ApiToken;
};

/** What a component at DASHBOARD_WIDGET is shown beside. */
export type DashboardWidgetContext = {
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** A range of time. */
export type DateRangeInput = {
  /** The beginning, included. */
  from: Scalars['DateTime']['input'];
  /** IANA name of the zone whose days, weeks and months are meant, e.g. Europe/Berlin; UTC if absent. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** The end, excluded; after the beginning, by ten years at most. */
  to: Scalars['DateTime']['input'];
};

/** How far a message has come. */
export type DeliveryStatus =
  /** Was refused, or could not be handed over in all attempts; `error` says why. */
  | 'FAILED'
  /** Waits to be sent, for the first time or again. */
  | 'QUEUED'
  /** Is being handed over. */
  | 'SENDING'
  /** The mail server took it. */
  | 'SENT'
  /** Was not sent, since the recipient has unsubscribed. */
  | 'SUPPRESSED';

/** Two records that should say the same and do not. */
export type Disagreement = {
  /** What the other says. */
  actual: Scalars['String']['output'];
  /** What was compared, e.g. LEDGER_BALANCE; docs/reconciliation.md has them all. */
  check: Scalars['String']['output'];
  /** What the one record says. */
  expected: Scalars['String']['output'];
  /** The order, transaction, refund, promo code, cart, ticket, ticket type or event. */
  id: Scalars['ID']['output'];
  /** Whose records they are. */
  organizationId: Scalars['ID']['output'];
};

/** A good ticket, with no more of it than a door needs to know. */
export type DoorListEntry = {
  /** False for the voucher of an add-on, which the door does not take. */
  admits: Scalars['Boolean']['output'];
  /** When it was used on the list that was asked for, if it was. */
  checkedInAt: Maybe<Scalars['DateTime']['output']>;
  /** Tells whether a typed code is the one of this ticket: the first 32 hexadecimal digits of the SHA-256 of the code, in capitals and without dashes. */
  codeHash: Scalars['String']['output'];
  /** The attendee's name. */
  name: Maybe<Scalars['String']['output']>;
  /** The serial that its QR code must have. */
  serial: Scalars['Int']['output'];
  /** The ticket's id, as in its QR code. */
  ticketId: Scalars['ID']['output'];
  /** Its ticket type. */
  ticketTypeId: Scalars['ID']['output'];
};

/** A part of the good tickets of an event. */
export type DoorListPage = {
  /** Where this part ends: pass it as `after` for the next, or later for what was sold since. Null if there is none. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** The tickets, oldest first. */
  entries: Array<DoorListEntry>;
  /** True if there is more. */
  hasMore: Scalars['Boolean']['output'];
  /** The number of the event's latest revocation before this part was read; those after it are not in here yet. */
  revocations: Scalars['Int']['output'];
};

/** Something people buy tickets for. */
export type Event = {
  /** What was done about this event, newest first. Needs the scope activity:read. */
  activity: ActivityConnection;
  /** What its tickets can or must be had with, in its order. */
  addOnGroups: Array<AddOnGroup>;
  /** Figures of this event. Needs the scope analytics:read; of another organization’s event they are zero. */
  analytics: EventAnalytics;
  /** Why it was cancelled, if the organizer said so. */
  cancelReason: Maybe<Scalars['String']['output']>;
  /** The most people over all ticket types; null for no limit. */
  capacity: Maybe<Scalars['Int']['output']>;
  /** What kind of event it is, e.g. conference. */
  category: Maybe<Scalars['String']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Who created it; null if an API token or a plugin did, and for viewers outside the organization. */
  createdBy: Maybe<User>;
  /** The currency of all its prices. */
  currency: Scalars['CurrencyCode']['output'];
  /** What it is about, as Markdown. */
  description: Maybe<Scalars['String']['output']>;
  /** When it ends. */
  endsAt: Scalars['DateTime']['output'];
  /** Whether those who hold a ticket may give it to someone else by themselves. */
  holdersMayTransfer: Scalars['Boolean']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Its pictures, oldest first. */
  images: Array<EventImage>;
  /** Whether it can be followed online. */
  online: Scalars['Boolean']['output'];
  /** Where it takes place online. It is what an online ticket is bought for: null but for those with events:read, and as the event of a ticket that is good, for whoever holds it. */
  onlineUrl: Maybe<Scalars['URL']['output']>;
  /** Who holds it. */
  organization: Organization;
  /** What its attendees are asked, in its order. */
  questions: Array<Question>;
  /** When sales close; at the end of the event if null. */
  salesEndAt: Maybe<Scalars['DateTime']['output']>;
  /** When sales open; at once if null. */
  salesStartAt: Maybe<Scalars['DateTime']['output']>;
  /** The series that it is a date of; null for an event of its own. */
  series: Maybe<EventSeries>;
  /** The fields in which this date of a series was changed alone; changes of the series leave them as they are. Empty for viewers outside the organization. */
  seriesChanged: Array<Scalars['String']['output']>;
  /** Its name in links, unique within the organization; it never changes. */
  slug: Scalars['String']['output'];
  /** When it begins. */
  startsAt: Scalars['DateTime']['output'];
  /** Where it is in its life. */
  status: EventStatus;
  /** Words it can be found by. */
  tags: Array<Scalars['String']['output']>;
  /** What is sold, in its order. Hidden types are listed to the organization, and to those who have the access code. TOO_MANY_ACCESS_CODES for those who guess. */
  ticketTypes: Array<TicketType>;
  /** How many tickets are sold, over all types. */
  ticketsSold: Scalars['Int']['output'];
  /** The IANA time zone in which its times are to be shown, e.g. Europe/Berlin. */
  timeZone: Scalars['String']['output'];
  /** What the event is called. */
  title: Scalars['String']['output'];
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where it takes place. */
  venue: Maybe<Venue>;
  /** Counts its changes; give it back with an update. */
  version: Scalars['Int']['output'];
  /** Who finds it once it is published. */
  visibility: EventVisibility;
  /** The line before its tickets; null if it never had one. */
  waitingRoom: Maybe<WaitingRoom>;
  /** Its waitlist; null for viewers outside the organization. */
  waitlist: Maybe<Waitlist>;
};


/** Something people buy tickets for. */
export type EventActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Something people buy tickets for. */
export type EventAnalyticsArgs = {
  range?: InputMaybe<DateRangeInput>;
};


/** Something people buy tickets for. */
export type EventTicketTypesArgs = {
  accessCode?: InputMaybe<Scalars['String']['input']>;
};

/** Figures of one event over a range, or over all time. */
export type EventAnalytics = {
  /** Tickets checked in. */
  checkedIn: Scalars['Int']['output'];
  /** Orders confirmed per unique visitor; null if no visitor was counted. */
  conversionRate: Maybe<Scalars['Float']['output']>;
  /** Where views came from: the 20 most frequent hosts. */
  referrers: Array<ReferrerViews>;
  /** What was sold. */
  sales: SalesFigures;
  /** Visitors of the event’s page on those days, each counted once. */
  uniqueVisitors: Scalars['Int']['output'];
  /** Views of the event’s page on the UTC days of the range; kept for 400 days. */
  views: Scalars['Int']['output'];
};

/** A page of a list of Event. */
export type EventConnection = {
  /** The entries of this page, in order. */
  edges: Array<EventEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** What a component at EVENT_CREATION is shown beside. */
export type EventCreationContext = {
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** What a component at EVENT_DETAIL is shown beside. */
export type EventDetailContext = {
  /** The event, if the viewer may see it. */
  event: Maybe<Event>;
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** One Event in a list. */
export type EventEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Event. */
  node: Event;
};

/** A value that events can be narrowed by. */
export type EventFacet = {
  /** How many of the events have it. */
  count: Scalars['Int']['output'];
  /** The value, as a filter takes it. */
  value: Scalars['String']['output'];
};

/** What there is to narrow a list of events by, most frequent first, 50 of each kind at most; of the 2,000 events that begin next. */
export type EventFacets = {
  /** Their categories. */
  categories: Array<EventFacet>;
  /** The towns and cities of their venues. */
  cities: Array<EventFacet>;
  /** Their tags. */
  tags: Array<EventFacet>;
};

/** Which of the organization's events to list; all conditions must hold. */
export type EventFilter = {
  /** Only those of this category. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Only those that begin then or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Words to find in the venue: its name, street, town or country code; the last may be unfinished. */
  place?: InputMaybe<Scalars['String']['input']>;
  /** Only those with this status. */
  status?: InputMaybe<EventStatus>;
  /** Only those with any of these tags, at most 20. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Words to find in title, category, tags, venue and description, whatever their case and accents; the last may be unfinished. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Only those that begin before. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A picture of an event, stored as WebP without any metadata of the camera. */
export type EventImage = {
  /** What the picture shows, for those who cannot see it. */
  alt: Maybe<Scalars['String']['output']>;
  /** Height in pixels. */
  height: Scalars['Int']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Where the picture can be fetched; good for at least 23 hours. Ask again rather than store it. */
  url: Scalars['URL']['output'];
  /** Width in pixels. */
  width: Scalars['Int']['output'];
};

/** Figures of one event. */
export type EventSales = {
  /** The event; null if it was deleted. */
  event: Maybe<Event>;
  /** What was sold of it. */
  figures: SalesFigures;
};

/** The sales of an event at a moment. */
export type EventSalesUpdate = {
  /** When they last changed; when the stream began, in its first payload. */
  at: Scalars['DateTime']['output'];
  /** The event as it is now, with what is sold, held and left of it. */
  event: Event;
};

/** Events that are dates of one thing, such as a play that is given every Friday. Each date is an event of its own. */
export type EventSeries = {
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Its dates, next start first: all of them to the organization, to others those that are published and not hidden. */
  events: EventConnection;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** The rule (RFC 5545) that made its first dates, e.g. FREQ=WEEKLY;COUNT=10; null if they were given one by one. */
  rule: Maybe<Scalars['String']['output']>;
  /** The IANA time zone on whose clocks its dates keep their time of day. */
  timeZone: Scalars['String']['output'];
  /** What it is called. */
  title: Scalars['String']['output'];
  /** When its dates were last changed together. */
  updatedAt: Scalars['DateTime']['output'];
};


/** Events that are dates of one thing, such as a play that is given every Friday. Each date is an event of its own. */
export type EventSeriesEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What a change did to the dates of a series. */
export type EventSeriesChange = {
  /** The dates that it changed, next start first. */
  changed: Array<Event>;
  /** The dates that it left as they are, wholly or in part, next start first. */
  kept: Array<KeptSeriesDate>;
  /** The series. */
  series: EventSeries;
};

/** A page of a list of EventSeries. */
export type EventSeriesConnection = {
  /** The entries of this page, in order. */
  edges: Array<EventSeriesEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One EventSeries in a list. */
export type EventSeriesEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The EventSeries. */
  node: EventSeries;
};

/** Where an event is in its life. */
export type EventStatus =
  /** Called off; it will not take place. */
  | 'CANCELLED'
  /** Over: its end has passed. */
  | 'COMPLETED'
  /** Being prepared; nobody outside the organization sees it. */
  | 'DRAFT'
  /** Open: tickets can be bought while sales are open. */
  | 'PUBLISHED';

/** Who finds an event once it is published. */
export type EventVisibility =
  /** Only the people of the organization. */
  | 'PRIVATE'
  /** Everyone; it is listed. */
  | 'PUBLIC'
  /** Everyone who has the link; it is in no list. */
  | 'UNLISTED';

/** A list as a CSV file, behind a link that is good once. */
export type ExportedList = {
  /** Until when the link must be opened. */
  expiresAt: Scalars['DateTime']['output'];
  /** Where the file is, once, for whoever has the link. */
  url: Scalars['URL']['output'];
};

/** A component of an installed plugin at one place. */
export type Extension = {
  /** The name under which the module exports it. */
  component: Scalars['String']['output'];
  /** The settings that are not sensitive; buyers may see them. */
  configuration: Scalars['JSON']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** The data that the component asks for, as far as the viewer may see it; empty if it asks for none, null with an error if its query fails, which leaves the other components whole. */
  input: Maybe<Scalars['JSON']['output']>;
  /** Whose component it is. */
  installation: PluginInstallation;
  /** The module’s Subresource Integrity hash. */
  integrity: Scalars['String']['output'];
  /** Where its ES module can be read for an hour. */
  moduleUrl: Scalars['URL']['output'];
  /** The place. */
  target: ExtensionTarget;
};


/** A component of an installed plugin at one place. */
export type ExtensionInputArgs = {
  context: Scalars['JSON']['input'];
};

/** A component of a plugin and the place it is for. */
export type ExtensionDeclaration = {
  /** The name under which the module exports it. */
  component: Scalars['String']['output'];
  /** What it is given to see: the fields of its query, each once. */
  fields: Array<ExtensionField>;
  /** Its query on the place’s context type; null if it takes no data. */
  query: Maybe<Scalars['String']['output']>;
  /** The scopes that the fields of its query need. */
  scopes: Array<Scalars['String']['output']>;
  /** The place. */
  target: ExtensionTarget;
};

/** A field that a component of a plugin is given. */
export type ExtensionField = {
  /** What it is. */
  description: Scalars['String']['output'];
  /** Its name. */
  field: Scalars['String']['output'];
  /** The scope that it needs; null if none. */
  scope: Maybe<Scalars['String']['output']>;
  /** The type that the field belongs to. */
  type: Scalars['String']['output'];
};

/** A place of the user interface that plugins may fill. */
export type ExtensionPoint = {
  /** That type in SDL; `@scope` says which scope a field needs. */
  contextSDL: Scalars['String']['output'];
  /** The name of the type of what a component there is shown beside: its query is a query on this type. */
  contextType: Scalars['String']['output'];
  /** What belongs there. */
  description: Scalars['String']['output'];
  /** A query that a component there may take its data by. */
  exampleQuery: Scalars['String']['output'];
  /** What the plugins of the viewer’s organization show there. */
  extensions: Array<Extension>;
  /** The part of the platform where it lies. */
  surface: Surface;
  /** Its name. */
  target: ExtensionTarget;
  /** What `Extension.input` is told about the place. */
  variables: Array<ContextVariable>;
};

/** A place of the user interface that a plugin may fill. */
export type ExtensionTarget =
  /** The page of settings of the plugin itself. */
  | 'ADMIN_SETTINGS'
  /** On the page that a buyer sees after the order. */
  | 'CHECKOUT_CONFIRMATION'
  /** Beside the scanner at the door. */
  | 'CHECK_IN'
  /** A card on the dashboard. */
  | 'DASHBOARD_WIDGET'
  /** A step in the form that makes an event. */
  | 'EVENT_CREATION'
  /** A card beside an event in the administration. */
  | 'EVENT_DETAIL'
  /** A card beside an order in the administration. */
  | 'ORDER_DETAIL'
  /** A way to pay at checkout. */
  | 'PAYMENT_METHODS'
  /** Below the list of tickets that a buyer chooses from. */
  | 'TICKET_SELECTION';

/** An event that a hook failed at as often as it is tried; kept for 30 days, to be run again. */
export type FailedHook = {
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** Why it failed the last time. */
  error: PluginRunError;
  /** The event’s name, e.g. order.confirmed: the hook of that name failed. */
  event: Scalars['String']['output'];
  /** The event’s id, as the hook is told it. */
  eventId: Scalars['ID']['output'];
  /** When it was tried for the last time. */
  failedAt: Scalars['DateTime']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** When the event happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** The request that led to the event, as the log names it. */
  requestId: Scalars['ID']['output'];
};

/** A page of a list of FailedHook. */
export type FailedHookConnection = {
  /** The entries of this page, in order. */
  edges: Array<FailedHookEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One FailedHook in a list. */
export type FailedHookEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The FailedHook. */
  node: FailedHook;
};

/** Who pays the fees of an order. */
export type FeePayer =
  /** Fees are added to what the buyer pays. */
  | 'BUYER'
  /** Fees come out of what the organizer gets; the buyer pays the plain price. */
  | 'ORGANIZER';

/** How fees are computed for an organization’s orders. */
export type FeeRules = {
  /** Share of the price after discount, in basis points: 250 is 2.5 %. */
  basisPoints: Scalars['Int']['output'];
  /** Added for every ticket that costs something, in minor units of the order’s currency. */
  fixedPerTicket: Scalars['Int']['output'];
  /** The organization’s id. */
  id: Scalars['ID']['output'];
  /** Who pays the fees. */
  payer: FeePayer;
  /** When the rules last changed; null if never. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** How fees are to be computed from now on; orders that exist keep theirs. */
export type FeeRulesInput = {
  /** Share of the price after discount in basis points, 0 to 5,000: 250 is 2.5 %. */
  basisPoints: Scalars['Int']['input'];
  /** Added for every ticket that costs something, in minor units; 0 to 100,000. */
  fixedPerTicket: Scalars['Int']['input'];
  /** Who pays the fees. */
  payer: FeePayer;
};

/** What was found in a bundle. */
export type FindingCode =
  /** Code is made out of text while it runs. */
  | 'DYNAMIC_CODE'
  /** Code is decoded before it is run, so that it cannot be read. */
  | 'HIDDEN_CODE'
  /** The code is large for what a plugin is. */
  | 'LARGE'
  /** A line of the backend is too long to be read; its build does not shorten lines. */
  | 'LONG_LINE'
  /** A long text without words stands in the code. */
  | 'LONG_TEXT'
  /** The code cannot be parsed. */
  | 'NOT_PARSED'
  /** The code was made hard to read. */
  | 'OBFUSCATED'
  /** A secret stands in the bundle. */
  | 'SECRET'
  /** An address of a host stands in the code that the manifest does not declare. */
  | 'UNDECLARED_HOST'
  /** The bundle has a file that the build does not make. */
  | 'UNEXPECTED_FILE';

/** How much it weighs what was found in a bundle. */
export type FindingSeverity =
  /** Good to know. */
  | 'INFO'
  /** No version may have it: publishing is refused. */
  | 'SEVERE'
  /** A reviewer looks at it. */
  | 'WARNING';

/** How long the buckets of a series are. */
export type Granularity =
  /** A calendar day. */
  | 'DAY'
  /** An hour of the zone’s clock. */
  | 'HOUR'
  /** A calendar month. */
  | 'MONTH'
  /** A week, from Monday. */
  | 'WEEK';

/** An open offer to join the organization, sent by mail. */
export type Invitation = {
  /** When it was sent. */
  createdAt: Scalars['DateTime']['output'];
  /** The address that it was sent to. */
  email: Scalars['String']['output'];
  /** Until when it can be taken up. */
  expiresAt: Scalars['DateTime']['output'];
  /** Its id; pass it to revokeInvitation. */
  id: Scalars['ID']['output'];
  /** The role that it leads to. */
  role: Role;
};

/** What someone who was invited sees before taking the invitation up. */
export type InvitationPreview = {
  /** The address that was invited. */
  email: Scalars['String']['output'];
  /** Until when it can be taken up. */
  expiresAt: Scalars['DateTime']['output'];
  /** The organization to join. */
  organization: Organization;
  /** The role that it leads to. */
  role: Role;
};

/** Whom to invite, and as what. */
export type InviteMemberInput = {
  /** Where the invitation is sent. */
  email: Scalars['String']['input'];
  /** The same key and input give the first result again. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** No higher than the viewer’s own role. */
  role: Role;
};

/** An issued invoice or credit note. Never changed, never deleted. */
export type Invoice = {
  /** The buyer, as the document names it. */
  buyerName: Scalars['String']['output'];
  /** Where the PDF is for the next ten minutes, for whoever has the link; ask again for another. */
  downloadUrl: Scalars['URL']['output'];
  /** The document’s id. */
  id: Scalars['ID']['output'];
  /** When it was issued. */
  issuedAt: Scalars['DateTime']['output'];
  /** What kind of document it is. */
  kind: InvoiceKind;
  /** Its number, e.g. INV2026-000042; a series has no gaps. */
  number: Scalars['String']['output'];
  /** The order’s id. */
  orderId: Scalars['ID']['output'];
  /** The id of the invoice that a credit note refers to. */
  refersTo: Maybe<Scalars['ID']['output']>;
  /** The tax in the total. */
  tax: Money;
  /** The total; of a credit note, what goes back. */
  total: Money;
};

/** What the buyer wants to stand on invoices beside the name. */
export type InvoiceAddress = {
  /** The address, in lines, without the country. */
  address: Maybe<Scalars['String']['output']>;
  /** The company. */
  company: Maybe<Scalars['String']['output']>;
  /** The country, as ISO 3166-1 alpha-2. */
  country: Maybe<Scalars['String']['output']>;
  /** The tax id, such as a VAT number. */
  taxId: Maybe<Scalars['String']['output']>;
};

/** What the buyer wants to stand on invoices beside the name. */
export type InvoiceAddressInput = {
  /** The address, in lines, without the country; at most 500 characters. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** The company, at most 200 characters. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** The country, as ISO 3166-1 alpha-2, e.g. DE. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** The tax id, such as a VAT number; at most 40 characters. */
  taxId?: InputMaybe<Scalars['String']['input']>;
};

/** A page of a list of Invoice. */
export type InvoiceConnection = {
  /** The entries of this page, in order. */
  edges: Array<InvoiceEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Invoice in a list. */
export type InvoiceEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Invoice. */
  node: Invoice;
};

/** What kind of document it is. */
export type InvoiceKind =
  /** Takes back, in whole or in part, what an invoice said. */
  | 'CREDIT_NOTE'
  /** Says what was sold. */
  | 'INVOICE';

/** What an organization’s invoices say of it, and when they are issued. */
export type InvoiceSettings = {
  /** The address, in lines, without the country. */
  address: Scalars['String']['output'];
  /** Whether an invoice is issued when an order is confirmed; else by hand. */
  automatic: Scalars['Boolean']['output'];
  /** The country, as ISO 3166-1 alpha-2. */
  country: Maybe<Scalars['String']['output']>;
  /** What numbers of credit notes begin with. */
  creditPrefix: Scalars['String']['output'];
  /** One line at the foot of every page. */
  footer: Maybe<Scalars['String']['output']>;
  /** The organization’s id. */
  id: Scalars['ID']['output'];
  /** The name by law; empty if nothing was set yet, and no invoice is issued. */
  legalName: Scalars['String']['output'];
  /** What numbers of invoices begin with. */
  prefix: Scalars['String']['output'];
  /** The tax id, such as a VAT number. */
  taxId: Maybe<Scalars['String']['output']>;
  /** When the settings last changed; null if never. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** What invoices say from now on; those that were issued stay. */
export type InvoiceSettingsInput = {
  /** The address, in lines, without the country; 1 to 500 characters. */
  address: Scalars['String']['input'];
  /** Whether an invoice is issued when an order is confirmed; else by hand. */
  automatic: Scalars['Boolean']['input'];
  /** The country, as ISO 3166-1 alpha-2, e.g. DE. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** The same for credit notes; another than that of invoices. */
  creditPrefix: Scalars['String']['input'];
  /** One line at the foot of every page, at most 200 characters. */
  footer?: InputMaybe<Scalars['String']['input']>;
  /** The name by law, 1 to 200 characters. */
  legalName: Scalars['String']['input'];
  /** What numbers of invoices begin with, 1 to 12 letters, digits, - or /. A new one begins a new series. */
  prefix: Scalars['String']['input'];
  /** The tax id, such as a VAT number; at most 40 characters. */
  taxId?: InputMaybe<Scalars['String']['input']>;
};

/** Who wants to wait, and for what. */
export type JoinWaitlistInput = {
  /** True (the default) to be offered fewer when fewer are free. False to wait until all are: places that become free are set aside until then. */
  acceptFewer?: InputMaybe<Scalars['Boolean']['input']>;
  /** Opens a hidden ticket type. */
  accessCode?: InputMaybe<Scalars['String']['input']>;
  /** Where the link to their place, and later the offer, is mailed to. */
  email: Scalars['String']['input'];
  /** Their name, at most 200 characters. */
  name: Scalars['String']['input'];
  /** How many tickets, within what one order takes. */
  quantity: Scalars['Int']['input'];
  /** The ticket type that is sold out. */
  ticketTypeId: Scalars['ID']['input'];
};

/** A date that was left as it is, wholly or in part, when its series was changed. */
export type KeptSeriesDate = {
  /** The code of the error that this date alone would have met, e.g. EVENT_HAS_NO_TICKET_TYPES. */
  code: Maybe<Scalars['String']['output']>;
  /** The date. */
  event: Event;
  /** The fields that were not changed; empty if it concerns the date as a whole. */
  fields: Array<Scalars['String']['output']>;
  /** Why. */
  reason: SeriesDateKeptReason;
};

/** The tax of one rate. */
export type LineTax = {
  /** How much. */
  amount: Money;
  /** The rate in basis points: 1,900 is 19 %. */
  basisPoints: Scalars['Int']['output'];
  /** The rate’s name, e.g. VAT. */
  name: Scalars['String']['output'];
};

/** What a right password leads to: tokens, or the question for the second factor. */
export type LoginResult = AuthTokens | TwoFactorChallenge;

/** A difference between two manifests. */
export type ManifestChange = {
  /** What stands there; null if nothing. */
  after: Maybe<Scalars['JSON']['output']>;
  /** What stood there; null if nothing. */
  before: Maybe<Scalars['JSON']['output']>;
  /** Dotted path in plugin.json. */
  path: Scalars['String']['output'];
};

/** A person's place in an organization. */
export type Membership = {
  /** When the person joined. */
  createdAt: Scalars['DateTime']['output'];
  /** Its id; pass it to changeMemberRole and removeMember. */
  id: Scalars['ID']['output'];
  /** Where it is. */
  organization: Organization;
  /** What the person may do there. */
  role: Role;
  /** What the role allows, e.g. `events:write`. */
  scopes: Array<Scalars['String']['output']>;
  /** Who it is. */
  user: User;
};

/** A page of a list of Membership. */
export type MembershipConnection = {
  /** The entries of this page, in order. */
  edges: Array<MembershipEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Membership in a list. */
export type MembershipEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Membership. */
  node: Membership;
};

/** A message to everyone with a ticket of an event. */
export type MessageInput = {
  /** What it says, as plain text, 20,000 characters at most; line breaks are kept. */
  body: Scalars['String']['input'];
  /** The same key and message are sent once. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The subject: one line, 200 characters at most. */
  subject: Scalars['String']['input'];
};

/** An amount of money. */
export type Money = {
  /** Integer minor units of the currency, e.g. cents. */
  amount: Scalars['Int']['output'];
  /** The ISO 4217 currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
  /** The amount as people read it, e.g. €12.50. */
  formatted: Scalars['String']['output'];
};


/** An amount of money. */
export type MoneyFormattedArgs = {
  locale?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  /** Joins the organization that an invitation offers, and signs in there. With an account at the invited address: sign in first, or give its password. */
  acceptInvitation: AuthTokens;
  /** Turns an offer of the waitlist into a cart, which lasts as long as the offer; the same cart each time. */
  acceptWaitlistOffer: Cart;
  /** Adds dates to a series, as drafts. */
  addEventSeriesDates: EventSeries;
  /** Lowers the cart’s price by a promo code, in place of an earlier one. */
  applyPromoCode: Cart;
  /** Calls an event off. Nothing can be sold any more. */
  cancelEvent: Event;
  /** Calls off a date of a series and all that follow; cancelEvent calls off one alone. */
  cancelEventSeries: EventSeriesChange;
  /** Calls off an order that is not paid, and gives its tickets back. A paid one is refunded instead. */
  cancelOrder: Order;
  /** Calls off a change whose payment is awaited. */
  cancelOrderChange: OrderChange;
  /** Replaces what was answered for a ticket, for whoever holds the order’s token, until the event begins: then ANSWERS_CLOSED. */
  changeAnswers: Order;
  /** Corrects who comes with a valid ticket. Its code stays good: to pass it on, use transferTicket. */
  changeAttendee: Ticket;
  /** Gives a member another role. Access tokens that carry the old one change nothing from then on, and expire within 15 minutes. */
  changeMemberRole: Membership;
  /** Sets a new password, and ends the viewer's other sessions. */
  changePassword: Scalars['Boolean']['output'];
  /** Replaces what was answered for a ticket. Answers to questions that are gone stay, and nothing is required. */
  changeTicketAnswers: Ticket;
  /** Makes a ticket another type’s: at once if nothing is to be paid or the money is in hand, else once the buyer has paid the difference. One in the buyer’s favour is given back. */
  changeTicketType: OrderChange;
  /** Lets the bearer of a ticket in, once per list, however many devices scan it together. */
  checkInTicket: CheckIn;
  /** Turns a cart into an order and starts its payment; a free order is confirmed at once. */
  checkout: CheckoutResult;
  /** Completes a login with a code of the authenticator, or a recovery code. */
  completeTwoFactorLogin: AuthTokens;
  /** Replaces the settings, checked against the schema of the version. A masked value keeps what is stored. */
  configurePlugin: PluginInstallation;
  /** Asks the payment plugin whether the money came, and confirms the order if it did. */
  confirmPayment: Order;
  /** Turns two-factor sign-in on, and gives recovery codes, once. */
  confirmTwoFactor: RecoveryCodes;
  /** Adds a group of add-ons to an event. */
  createAddOnGroup: AddOnGroup;
  /** Makes an API token. Its secret is shown once. */
  createApiToken: CreatedApiToken;
  /** Sets tickets aside for some minutes. INSUFFICIENT_TICKETS if there are not enough: then none are. TOO_MANY_CARTS if the client has too many open. WAITING_ROOM_REQUIRED if the event has a waiting room and no admission is given. */
  createCart: Cart;
  /** Adds a list beside the door, on which each ticket is used once more. */
  createCheckInList: CheckInList;
  /** Creates an event as a draft. */
  createEvent: Event;
  /** Lets an event recur: makes it the first date of a series. */
  createEventSeries: EventSeries;
  /** Makes a promo code. PROMO_CODE_TAKEN if there is one of that name. */
  createPromoCode: PromoCode;
  /** Adds a question to an event, for those who buy from now on. */
  createQuestion: Question;
  /** Adds a ticket type to an event. */
  createTicketType: TicketType;
  /** Ends a promo code’s use. Orders that used it keep their price. */
  deactivatePromoCode: PromoCode;
  /** Deletes a group that has no add-ons. */
  deleteAddOnGroup: Scalars['Boolean']['output'];
  /** Removes a list on which no ticket was used. */
  deleteCheckInList: Scalars['Boolean']['output'];
  /** Deletes an event of which nothing was ever sold. */
  deleteEvent: Scalars['Boolean']['output'];
  /** Removes a picture from its event. */
  deleteEventImage: Scalars['Boolean']['output'];
  /** Deletes a question. What was answered stays. QUESTION_IN_USE if others depend on it. */
  deleteQuestion: Scalars['Boolean']['output'];
  /** Deletes a ticket type of which nothing was ever sold. */
  deleteTicketType: Scalars['Boolean']['output'];
  /** Takes a published version of the organization’s own plugin out of the marketplace. Where it is installed it still runs, and is shown with the reason. */
  deprecatePluginVersion: PluginVersion;
  /** Stops the plugin; its settings and data stay. */
  disablePlugin: PluginInstallation;
  /** Turns two-factor sign-in off. */
  disableTwoFactor: Scalars['Boolean']['output'];
  /** Makes a draft like an event, with its ticket types and pictures, at another time. All its times move along. */
  duplicateEvent: Event;
  /** Lets the plugin run and show its components, once its settings are complete. */
  enablePlugin: PluginInstallation;
  /** Begins to set up an authenticator app. Logins ask for codes once a code has confirmed it. */
  enableTwoFactor: TwoFactorSetup;
  /** Takes a turn that has come. Asked again, the same admission is the answer, with the same end. */
  enterEvent: Admission;
  /** Runs an action of an installed plugin. A refusal is an error; how the plugin itself fared is in the result. */
  executeAction: ActionResult;
  /** Makes a link to the tickets and attendees of the viewer’s organization as a CSV file, with what attendees answered. It is good once, within a minute, for whoever has it. */
  exportAttendees: ExportedList;
  /** Makes a link to the orders of the viewer’s organization as a CSV file. It is good once, within a minute, for whoever has it. */
  exportOrders: ExportedList;
  /** Installs a plugin with exactly what its version asks for, all of which must be consented to. Configure it if it has settings, then enable it. */
  installPlugin: PluginInstallation;
  /** Sends an invitation, good for seven days. One that was open for the same address ends. */
  inviteMember: Invitation;
  /** Issues the invoice of a confirmed order that has none, and answers with the order’s documents. */
  issueInvoice: Array<Invoice>;
  /** Takes a place in the waiting room of an event. Who comes before the opening is shuffled at it. */
  joinWaitingRoom: WaitingPlace;
  /** Puts someone on the waitlist for a sold-out ticket type. The link to their place comes by mail; the answer is true whether or not the address waits already. */
  joinWaitlist: Scalars['Boolean']['output'];
  /** Gives a place on a waitlist up, and an offer with it; true also if it was given up before. */
  leaveWaitlist: Scalars['Boolean']['output'];
  /** Signs in. INVALID_CREDENTIALS for an unknown address and for a wrong password alike; TOO_MANY_ATTEMPTS says in `retryAfter` how many seconds to wait. */
  login: LoginResult;
  /** Ends the session that asks. True also when it had ended before. */
  logout: Scalars['Boolean']['output'];
  /** Sends a message to everyone with a ticket of an event who has not unsubscribed; returns to how many. */
  messageAttendees: Scalars['Int']['output'];
  /** Gives a valid ticket that the caller holds to someone else, where the event allows it: it gets a new code, which is mailed to them, and the old one is void. */
  passOnTicket: Ticket;
  /** Calls nobody until it is resumed; the line stays as it is. */
  pauseWaitingRoom: WaitingRoom;
  /** Opens a draft to buyers. It needs a ticket type that can be sold, a place, and an end in the future. */
  publishEvent: Event;
  /** Opens all drafts of a series to buyers that have what a published event needs, and tells of the others. */
  publishEventSeries: EventSeriesChange;
  /** Publishes a bundle that `ticketbase-plugin build` made, or submits it for review. If any step fails, nothing changes. */
  publishPlugin: PluginPublication;
  /** Records that the organizer has the money in hand, and confirms the order. Also for an expired order, if there are tickets left. */
  recordManualPayment: Order;
  /** Records that the organizer has the difference of a change in hand, and makes the change. */
  recordOrderChangePayment: OrderChange;
  /** Continues a session: gives new tokens for a refresh token, which is thereby used up. INVALID_REFRESH_TOKEN if it was used before, which also ends the session. */
  refreshTokens: AuthTokens;
  /** Gives money back, through the payment plugin if it can and else recorded as given back by hand. Never more than was paid. */
  refundOrder: Order;
  /** Makes an account and its organization, and signs in. EMAIL_TAKEN if the address has an account. */
  register: AuthTokens;
  /** Says what a client of the organization runs. A new version of a plugin that the organization has installed is refused if it would break one of them. */
  registerOperations: Array<ClientOperation>;
  /** Gives the cart’s tickets back; true also if they were given back before. */
  releaseCart: Scalars['Boolean']['output'];
  /** Removes a member, with their sessions, API tokens and open invitations in the organization. Members may remove themselves; others need `members:manage`. */
  removeMember: Scalars['Boolean']['output'];
  /** Takes someone off a waitlist; an offer that they did not take goes to the next in line. */
  removeWaitlistEntry: WaitlistEntry;
  /** Changes the name on a ticket, for whoever holds the order’s token, where the organizer allows it. */
  renameTicket: Order;
  /** Runs a hook again that failed for good, as often as a new one. */
  replayFailedHook: Scalars['Boolean']['output'];
  /** Runs all hooks of an installation again that failed for good, in the order of their events; answers how many. */
  replayFailedHooks: Scalars['Int']['output'];
  /** Sends a link to set a new password. True whether or not the address has an account. */
  requestPasswordReset: Scalars['Boolean']['output'];
  /** Sends the buyer the order’s tickets once more. */
  resendTickets: Scalars['Boolean']['output'];
  /** Goes back to the words that a template has by default. */
  resetNotificationTemplate: NotificationTemplate;
  /** Sets a new password with the token of a link, and ends every session. The token works once, for an hour. */
  resetPassword: Scalars['Boolean']['output'];
  /** Brings back a plugin that was removed within 30 days, with its grants, settings and data; disabled, to be looked at first. */
  restorePlugin: PluginInstallation;
  /** Goes on where it was paused. */
  resumeWaitingRoom: WaitingRoom;
  /** Asks the payment plugin once more for a pending refund. */
  retryRefund: Order;
  /** For operators of the platform: decides about a version. */
  reviewPlugin: PluginVersion;
  /** Ends an API token. It changes nothing from then on, and reads nothing any more after half a minute. */
  revokeApiToken: Scalars['Boolean']['output'];
  /** Withdraws an open invitation. */
  revokeInvitation: Scalars['Boolean']['output'];
  /** Ends one of the viewer’s sessions. Its access token, which lives for 15 minutes at most, changes nothing from now on. */
  revokeSession: Scalars['Boolean']['output'];
  /** Signs tickets with a new key from now on, and answers with all keys. Tickets stay valid, and so do their codes. */
  rotateTicketSigningKey: Array<TicketSigningKey>;
  /** Gives the installation new webhook addresses; calls to the old ones are answered with 404 from then on. */
  rotateWebhookAddresses: PluginInstallation;
  /** Tells a plugin, and nobody else, of an event that did not happen, to try its hook: once, as whoever asks. */
  runPluginHook: ActionResult;
  /** Runs a schedule now, as whoever asks; when it comes next by itself stays as it is. */
  runPluginSchedule: ActionResult;
  /** Sends a template with sample values, to see how it looks. */
  sendTestNotification: Notification;
  /** Says by which category ticket types are taxed from now on, and answers as taxCategories does. */
  setTaxCategory: Array<TaxCategory>;
  /** Ends a pending refund that the payment plugin has not settled, as given back by hand or not at all. */
  settleRefund: Order;
  /** Makes the ticket types of the same name of other dates of a series like this one (price, quantity, limits, sales by the clock), and adds it where there is none. What was changed of a date alone stays as it is and is told of, unless overwrite is true. All is changed, or nothing. */
  shareTicketType: EventSeriesChange;
  /** Goes on as a member of another organization of the viewer’s, with new tokens in the same session. */
  switchOrganization: AuthTokens;
  /** Takes in what devices scanned without a network, in any order: of all scans of a ticket on a list the earliest counts. Sent again, a scan changes nothing. Answers in the order of the input. */
  syncCheckIns: Array<SyncedScan>;
  /** Counts a view of an event’s public page. False if there is no such page; nothing is counted then. */
  trackEventView: Scalars['Boolean']['output'];
  /** Gives a valid ticket to someone else: it gets a new code, and the old one is void. */
  transferTicket: Ticket;
  /** Makes a used ticket valid again, such as after a scan by mistake. */
  undoCheckIn: Ticket;
  /** Removes a plugin, after its `onUninstall` has run, whatever comes of that. Its settings and data are deleted 30 days later. */
  uninstallPlugin: Scalars['Boolean']['output'];
  /** Stops announcements of an organizer to whoever got this link. Tickets, refunds and the like still come. False for a token that is in no message. */
  unsubscribe: Scalars['Boolean']['output'];
  /** Changes a group of add-ons. What carts hold already stays as it is. */
  updateAddOnGroup: AddOnGroup;
  /** Sets other tickets of the same event aside instead, or changes nothing. */
  updateCart: Cart;
  /** Changes what a list is called and takes; its check-ins stay. */
  updateCheckInList: CheckInList;
  /** Changes an event that nobody changed since the version given. */
  updateEvent: Event;
  /** Changes a date of a series that nobody changed since the version given, and with it others. Times move by the clock: the start of each date by as much as that of the given one. Fields that were changed of a date alone (Event.seriesChanged) stay as they are and are told of, unless overwrite is true. All is changed, or nothing. */
  updateEventSeries: EventSeriesChange;
  /** Changes the fees of the viewer’s organization. Orders that exist keep what was computed for them. */
  updateFees: FeeRules;
  /** Changes what invoices say of the viewer’s organization; those that were issued stay as they are. */
  updateInvoiceSettings: InvoiceSettings;
  /** Puts the organization’s own words in place of a template. */
  updateNotificationTemplate: NotificationTemplate;
  /** Changes what buyers may do with their orders. */
  updateOrderRules: OrderRules;
  /** Changes the viewer's organization. */
  updateOrganization: Organization;
  /** Changes how the viewer is called and pictured. */
  updateProfile: User;
  /** Changes a question. What was answered keeps the text that it had. */
  updateQuestion: Question;
  /** Changes the taxes of the viewer’s organization. Orders that exist keep what was computed for them. */
  updateTaxRules: TaxRules;
  /** Changes a ticket type. What is held or sold keeps the price at which it was. */
  updateTicketType: TicketType;
  /** Sets up the waiting room of an event, or changes it while it runs: a new rate counts from now on. */
  updateWaitingRoom: WaitingRoom;
  /** Switches an event's waitlist on or off, or changes for how long its offers stand. */
  updateWaitlist: Event;
  /** Changes the version of an installation, up or down. Whatever the version asks for beyond what was consented to must be consented to, else nothing changes; nor does anything if the newer of the two adapts what is stored and fails. */
  upgradePlugin: PluginInstallation;
  /** Adds a picture (JPEG, PNG, WebP, AVIF or GIF, at most 8 MiB) to an event, of which there may be 20. */
  uploadEventImage: EventImage;
};


export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
  token: Scalars['String']['input'];
};


export type MutationAcceptWaitlistOfferArgs = {
  token: Scalars['String']['input'];
};


export type MutationAddEventSeriesDatesArgs = {
  id: Scalars['ID']['input'];
  input: AddEventSeriesDatesInput;
};


export type MutationApplyPromoCodeArgs = {
  code: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationCancelEventArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCancelEventSeriesArgs = {
  eventId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCancelOrderArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCancelOrderChangeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationChangeAnswersArgs = {
  answers: Array<AnswerInput>;
  orderToken: Scalars['String']['input'];
  ticketId: Scalars['ID']['input'];
};


export type MutationChangeAttendeeArgs = {
  input: AttendeeChangeInput;
  ticketId: Scalars['ID']['input'];
};


export type MutationChangeMemberRoleArgs = {
  membershipId: Scalars['ID']['input'];
  role: Role;
};


export type MutationChangePasswordArgs = {
  currentPassword: Scalars['String']['input'];
  newPassword: Scalars['String']['input'];
};


export type MutationChangeTicketAnswersArgs = {
  answers: Array<AnswerInput>;
  id: Scalars['ID']['input'];
};


export type MutationChangeTicketTypeArgs = {
  input: ChangeTicketTypeInput;
};


export type MutationCheckInTicketArgs = {
  code: Scalars['String']['input'];
  idempotencyKey: Scalars['String']['input'];
  listId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationCheckoutArgs = {
  input: CheckoutInput;
};


export type MutationCompleteTwoFactorLoginArgs = {
  challengeToken: Scalars['String']['input'];
  code: Scalars['String']['input'];
};


export type MutationConfigurePluginArgs = {
  configuration: Scalars['JSON']['input'];
  installationId: Scalars['ID']['input'];
};


export type MutationConfirmPaymentArgs = {
  orderId?: InputMaybe<Scalars['ID']['input']>;
  orderToken?: InputMaybe<Scalars['String']['input']>;
};


export type MutationConfirmTwoFactorArgs = {
  code: Scalars['String']['input'];
};


export type MutationCreateAddOnGroupArgs = {
  eventId: Scalars['ID']['input'];
  input: AddOnGroupInput;
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationCreateCartArgs = {
  input: CreateCartInput;
};


export type MutationCreateCheckInListArgs = {
  eventId: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CheckInListInput;
};


export type MutationCreateEventArgs = {
  input: CreateEventInput;
};


export type MutationCreateEventSeriesArgs = {
  input: CreateEventSeriesInput;
};


export type MutationCreatePromoCodeArgs = {
  input: PromoCodeInput;
};


export type MutationCreateQuestionArgs = {
  eventId: Scalars['ID']['input'];
  input: QuestionInput;
};


export type MutationCreateTicketTypeArgs = {
  eventId: Scalars['ID']['input'];
  input: TicketTypeInput;
};


export type MutationDeactivatePromoCodeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteAddOnGroupArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteCheckInListArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteEventArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteEventImageArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteQuestionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeleteTicketTypeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDeprecatePluginVersionArgs = {
  pluginId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  version: Scalars['String']['input'];
};


export type MutationDisablePluginArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationDisableTwoFactorArgs = {
  code: Scalars['String']['input'];
};


export type MutationDuplicateEventArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  startsAt: Scalars['DateTime']['input'];
};


export type MutationEnablePluginArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationEnterEventArgs = {
  placeToken: Scalars['String']['input'];
};


export type MutationExecuteActionArgs = {
  action: Scalars['String']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  organization?: InputMaybe<Scalars['String']['input']>;
  params?: InputMaybe<Scalars['JSON']['input']>;
  pluginId: Scalars['ID']['input'];
};


export type MutationExportAttendeesArgs = {
  byteOrderMark?: InputMaybe<Scalars['Boolean']['input']>;
  filter?: InputMaybe<TicketFilter>;
};


export type MutationExportOrdersArgs = {
  byteOrderMark?: InputMaybe<Scalars['Boolean']['input']>;
  filter?: InputMaybe<OrderFilter>;
};


export type MutationInstallPluginArgs = {
  consent?: InputMaybe<Array<PluginRequestInput>>;
  grant: Array<Scalars['String']['input']>;
  pluginId: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['String']['input']>;
};


export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


export type MutationIssueInvoiceArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationJoinWaitingRoomArgs = {
  eventId: Scalars['ID']['input'];
};


export type MutationJoinWaitlistArgs = {
  input: JoinWaitlistInput;
};


export type MutationLeaveWaitlistArgs = {
  token: Scalars['String']['input'];
};


export type MutationLoginArgs = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};


export type MutationMessageAttendeesArgs = {
  eventId: Scalars['ID']['input'];
  input: MessageInput;
};


export type MutationPassOnTicketArgs = {
  code: Scalars['String']['input'];
  input: TransferInput;
};


export type MutationPauseWaitingRoomArgs = {
  eventId: Scalars['ID']['input'];
};


export type MutationPublishEventArgs = {
  id: Scalars['ID']['input'];
};


export type MutationPublishEventSeriesArgs = {
  id: Scalars['ID']['input'];
};


export type MutationPublishPluginArgs = {
  bundle: Scalars['Upload']['input'];
};


export type MutationRecordManualPaymentArgs = {
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
};


export type MutationRecordOrderChangePaymentArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRefreshTokensArgs = {
  refreshToken?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRefundOrderArgs = {
  input: RefundOrderInput;
};


export type MutationRegisterArgs = {
  input: RegisterInput;
};


export type MutationRegisterOperationsArgs = {
  input: RegisterOperationsInput;
};


export type MutationReleaseCartArgs = {
  token: Scalars['String']['input'];
};


export type MutationRemoveMemberArgs = {
  membershipId: Scalars['ID']['input'];
};


export type MutationRemoveWaitlistEntryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRenameTicketArgs = {
  input: RenameTicketInput;
};


export type MutationReplayFailedHookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReplayFailedHooksArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationRequestPasswordResetArgs = {
  email: Scalars['String']['input'];
};


export type MutationResendTicketsArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationResetNotificationTemplateArgs = {
  locale?: Scalars['String']['input'];
  template: Scalars['String']['input'];
};


export type MutationResetPasswordArgs = {
  newPassword: Scalars['String']['input'];
  token: Scalars['String']['input'];
};


export type MutationRestorePluginArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationResumeWaitingRoomArgs = {
  eventId: Scalars['ID']['input'];
};


export type MutationRetryRefundArgs = {
  refundId: Scalars['ID']['input'];
};


export type MutationReviewPluginArgs = {
  decision: ReviewDecision;
  note?: InputMaybe<Scalars['String']['input']>;
  pluginId: Scalars['ID']['input'];
  version: Scalars['String']['input'];
};


export type MutationRevokeApiTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeInvitationArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeSessionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRotateTicketSigningKeyArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  revokePrevious?: Scalars['Boolean']['input'];
};


export type MutationRotateWebhookAddressesArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationRunPluginHookArgs = {
  event: Scalars['String']['input'];
  installationId: Scalars['ID']['input'];
  payload: Scalars['JSON']['input'];
};


export type MutationRunPluginScheduleArgs = {
  installationId: Scalars['ID']['input'];
  schedule: Scalars['String']['input'];
};


export type MutationSendTestNotificationArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  template: Scalars['String']['input'];
  to: Scalars['String']['input'];
};


export type MutationSetTaxCategoryArgs = {
  input: TaxCategoryInput;
};


export type MutationSettleRefundArgs = {
  input: SettleRefundInput;
};


export type MutationShareTicketTypeArgs = {
  overwrite?: InputMaybe<Scalars['Boolean']['input']>;
  scope: SeriesScope;
  ticketTypeId: Scalars['ID']['input'];
};


export type MutationSwitchOrganizationArgs = {
  organizationId: Scalars['ID']['input'];
};


export type MutationSyncCheckInsArgs = {
  input: Array<OfflineScanInput>;
  sentAt: Scalars['DateTime']['input'];
};


export type MutationTrackEventViewArgs = {
  eventId: Scalars['ID']['input'];
  referrer?: InputMaybe<Scalars['String']['input']>;
  visitorId?: InputMaybe<Scalars['String']['input']>;
};


export type MutationTransferTicketArgs = {
  id: Scalars['ID']['input'];
  input: TransferInput;
};


export type MutationUndoCheckInArgs = {
  code: Scalars['String']['input'];
  listId?: InputMaybe<Scalars['ID']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationUninstallPluginArgs = {
  installationId: Scalars['ID']['input'];
};


export type MutationUnsubscribeArgs = {
  token: Scalars['String']['input'];
};


export type MutationUpdateAddOnGroupArgs = {
  id: Scalars['ID']['input'];
  input: AddOnGroupInput;
};


export type MutationUpdateCartArgs = {
  input: UpdateCartInput;
  token: Scalars['String']['input'];
};


export type MutationUpdateCheckInListArgs = {
  id: Scalars['ID']['input'];
  input: CheckInListInput;
};


export type MutationUpdateEventArgs = {
  id: Scalars['ID']['input'];
  input: UpdateEventInput;
  version: Scalars['Int']['input'];
};


export type MutationUpdateEventSeriesArgs = {
  eventId: Scalars['ID']['input'];
  input: UpdateEventInput;
  overwrite?: InputMaybe<Scalars['Boolean']['input']>;
  scope: SeriesScope;
  version: Scalars['Int']['input'];
};


export type MutationUpdateFeesArgs = {
  input: FeeRulesInput;
};


export type MutationUpdateInvoiceSettingsArgs = {
  input: InvoiceSettingsInput;
};


export type MutationUpdateNotificationTemplateArgs = {
  input: NotificationTemplateInput;
};


export type MutationUpdateOrderRulesArgs = {
  input: OrderRulesInput;
};


export type MutationUpdateOrganizationArgs = {
  input: UpdateOrganizationInput;
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationUpdateQuestionArgs = {
  id: Scalars['ID']['input'];
  input: QuestionInput;
};


export type MutationUpdateTaxRulesArgs = {
  input: TaxRulesInput;
};


export type MutationUpdateTicketTypeArgs = {
  id: Scalars['ID']['input'];
  input: TicketTypeInput;
};


export type MutationUpdateWaitingRoomArgs = {
  eventId: Scalars['ID']['input'];
  input: UpdateWaitingRoomInput;
};


export type MutationUpdateWaitlistArgs = {
  eventId: Scalars['ID']['input'];
  input: UpdateWaitlistInput;
};


export type MutationUpgradePluginArgs = {
  consent?: InputMaybe<Array<PluginRequestInput>>;
  grant?: InputMaybe<Array<Scalars['String']['input']>>;
  installationId: Scalars['ID']['input'];
  version: Scalars['String']['input'];
};


export type MutationUploadEventImageArgs = {
  alt?: InputMaybe<Scalars['String']['input']>;
  eventId: Scalars['ID']['input'];
  file: Scalars['Upload']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What the buyer does next to pay. */
export type NextAction = {
  /** What the plugin’s component gets, for COMPONENT. */
  payload: Maybe<Scalars['JSON']['output']>;
  /** The plugin that takes the payment; null for a free order. */
  pluginId: Maybe<Scalars['ID']['output']>;
  /** What kind of step it is. */
  type: NextActionType;
  /** Where to go, for REDIRECT. */
  url: Maybe<Scalars['URL']['output']>;
};

/** What the buyer does next to pay. */
export type NextActionType =
  /** Is shown the plugin’s component, which gets the payload. */
  | 'COMPONENT'
  /** Nothing here: follows the instructions, if there are any. */
  | 'NONE'
  /** Goes to the URL. */
  | 'REDIRECT';

/** A message to one recipient. What it says is not kept once it is sent. */
export type Notification = {
  /** The attempts to hand it over, first to last. */
  attemptLog: Array<NotificationAttempt>;
  /** How often it was tried to hand it over. */
  attempts: Scalars['Int']['output'];
  /** How it reaches the recipient. */
  channel: Channel;
  /** When it was queued. */
  createdAt: Scalars['DateTime']['output'];
  /** Why the last attempt failed: SMTP_UNAVAILABLE, SMTP_REJECTED, RECIPIENT_INVALID, RENDERING_FAILED, ORGANIZATION_UNAVAILABLE, TICKETS_UNAVAILABLE, INVOICE_UNAVAILABLE or SMS_NOT_CONFIGURED; null if it did not. */
  error: Maybe<Scalars['String']['output']>;
  /** Id of the event that it concerns. */
  eventId: Maybe<Scalars['ID']['output']>;
  /** Its id; also in the mail’s Message-ID, which is the same at every attempt. */
  id: Scalars['ID']['output'];
  /** Id of the order that it concerns. */
  orderId: Maybe<Scalars['ID']['output']>;
  /** The recipient’s e-mail address, or number. */
  recipient: Scalars['String']['output'];
  /** When the mail server took it. */
  sentAt: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come. */
  status: DeliveryStatus;
  /** What kind of message it is, e.g. order-confirmed. */
  template: Scalars['String']['output'];
  /** Whether it was sent to try a template out. */
  test: Scalars['Boolean']['output'];
};

/** One try to hand a message over. */
export type NotificationAttempt = {
  /** Code of what went wrong; null if nothing did. */
  error: Maybe<Scalars['String']['output']>;
  /** When it ended; null while it runs, or if it was interrupted. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** Which one: 1 for the first. */
  number: Scalars['Int']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
};

/** A page of a list of Notification. */
export type NotificationConnection = {
  /** The entries of this page, in order. */
  edges: Array<NotificationEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Notification in a list. */
export type NotificationEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Notification. */
  node: Notification;
};

/** Which messages to list; all conditions hold. */
export type NotificationFilter = {
  /** Only those of this channel. */
  channel?: InputMaybe<Channel>;
  /** Only those about this event. */
  eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those about this order. */
  orderId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those to this address; upper and lower case are the same. */
  recipient?: InputMaybe<Scalars['String']['input']>;
  /** Only those that have come this far. */
  statuses?: InputMaybe<Array<DeliveryStatus>>;
  /** Only those of this kind, e.g. order-confirmed. */
  template?: InputMaybe<Scalars['String']['input']>;
};

/** How a kind of message reads in one language. */
export type NotificationTemplate = {
  /** Whether a recipient can unsubscribe. */
  category: TemplateCategory;
  /** Whether the organization has written its own. */
  customized: Scalars['Boolean']['output'];
  /** When it is sent, and to whom. */
  description: Scalars['String']['output'];
  /** The HTML body, with placeholders; values are escaped. */
  html: Scalars['String']['output'];
  /** Name and language, e.g. order-confirmed:en. */
  id: Scalars['ID']['output'];
  /** The language, as an ISO 639-1 code. */
  locale: Scalars['String']['output'];
  /** The kind of message, e.g. order-confirmed. */
  name: Scalars['String']['output'];
  /** What it can have filled in. */
  placeholders: Array<TemplatePlaceholder>;
  /** The subject, with placeholders. */
  subject: Scalars['String']['output'];
  /** The plain-text body, with placeholders. */
  text: Scalars['String']['output'];
  /** When the organization last changed it; null if it never did. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** How a kind of message shall read in one language. */
export type NotificationTemplateInput = {
  /** The HTML body: no scripts, forms or event handlers. */
  html: Scalars['String']['input'];
  /** The language: en or de. */
  locale?: Scalars['String']['input'];
  /** The subject: one line, 200 characters at most. */
  subject: Scalars['String']['input'];
  /** The kind of message, e.g. order-confirmed. */
  template: Scalars['String']['input'];
  /** The plain-text body. */
  text: Scalars['String']['input'];
};

/** A scan that a device made without a network. */
export type OfflineScanInput = {
  /** The text of the ticket's QR code, or its code as it was typed. */
  code: Scalars['String']['input'];
  /** Which device it is, at most 100 characters: made once by the device, and kept. */
  deviceId: Scalars['ID']['input'];
  /** The check-in list; the door of whichever event the ticket is for if null. */
  listId?: InputMaybe<Scalars['ID']['input']>;
  /** The device's own name for the scan, at most 100 characters: sent again, it changes nothing. */
  scanId: Scalars['ID']['input'];
  /** When it was scanned, by the device's clock. */
  scannedAt: Scalars['DateTime']['input'];
};

/** A purchase of tickets, with its prices as they were at checkout. */
export type Order = {
  /** Who bought. */
  buyer: Buyer;
  /** Changes of its tickets’ types, oldest first. */
  changes: Array<OrderChange>;
  /** Why the order was cancelled; null if it was not, or nobody said. */
  closedReason: Maybe<Scalars['String']['output']>;
  /** When its tickets were issued; null before that. */
  confirmedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was placed. */
  createdAt: Scalars['DateTime']['output'];
  /** What the promo code took off the subtotal. */
  discount: Money;
  /** The event that the tickets are for. Whoever sees the order sees it, even if it has become private. */
  event: Event;
  /** Until when the payment is awaited; null once it is not. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** Fees that the buyer pays. */
  fees: Money;
  /** The order’s id. */
  id: Scalars['ID']['output'];
  /** What is to stand on invoices beside the buyer’s name; null if nothing. */
  invoiceAddress: Maybe<InvoiceAddress>;
  /** Its invoices and credit notes, oldest first. */
  invoices: Array<Invoice>;
  /** What was bought. */
  items: Array<OrderItem>;
  /** Whether renameTicket is allowed for it. */
  mayRenameTickets: Scalars['Boolean']['output'];
  /** What the buyer does next to pay; null once nothing is left to do. */
  nextAction: Maybe<NextAction>;
  /** What people call the order by, e.g. 2026-000123; unique in its organization. */
  number: Scalars['String']['output'];
  /** Who runs the event. */
  organization: Organization;
  /** What was paid: the sum of its payments. */
  paid: Money;
  /** What the buyer has to do to pay, in plain text. */
  paymentInstructions: Maybe<Scalars['String']['output']>;
  /** The chosen way to pay; null for a free order. */
  paymentMethod: Maybe<Scalars['ID']['output']>;
  /** What buyers chose by, e.g. Bank transfer; null for a free order. */
  paymentMethodLabel: Maybe<Scalars['String']['output']>;
  /** By which the payment is found, e.g. what to write on a transfer. */
  paymentReference: Maybe<Scalars['String']['output']>;
  /** The promo code that lowered the price; null if there was none. */
  promoCode: Maybe<Scalars['String']['output']>;
  /** What was given back: the sum of its refunds. */
  refunded: Money;
  /** What was given back and what is on its way, oldest first. */
  refunds: Array<Refund>;
  /** Where the order stands. */
  status: OrderStatus;
  /** The tickets’ prices, summed. */
  subtotal: Money;
  /** Tax: added to the price, or contained in it if taxIncluded. */
  tax: Money;
  /** Whether prices contained the tax at checkout. */
  taxIncluded: Scalars['Boolean']['output'];
  /** The tickets of the order; none until it is confirmed. */
  tickets: Array<Ticket>;
  /** What the buyer pays. */
  total: Money;
  /** Money that moved for the order, oldest first. */
  transactions: Array<Transaction>;
};

/** A ticket of an order that becomes another type’s. */
export type OrderChange = {
  /** Why it ended without being made: a code, or words. */
  closedReason: Maybe<Scalars['String']['output']>;
  /** When it was made or ended; null while it is pending. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** What the buyer pays, or, if negative, gets back. */
  difference: Money;
  /** Until when the payment is awaited; null once it is not. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** The name of the type that the ticket was. */
  fromName: Scalars['String']['output'];
  /** The change’s id. */
  id: Scalars['ID']['output'];
  /** What the buyer does next to pay the difference; null once nothing is left to do. */
  nextAction: Maybe<NextAction>;
  /** What the buyer has to do to pay the difference, in plain text. */
  paymentInstructions: Maybe<Scalars['String']['output']>;
  /** By which the payment of the difference is found. */
  paymentReference: Maybe<Scalars['String']['output']>;
  /** Where the change stands. */
  status: OrderChangeStatus;
  /** The ticket’s id. */
  ticketId: Scalars['ID']['output'];
  /** The name of the type that it becomes. */
  toName: Scalars['String']['output'];
};

/** What it costs to make a ticket another type’s; nothing is changed. */
export type OrderChangeQuote = {
  /** What it would cost, by today’s price and rules and the order’s discount. */
  after: Money;
  /** What was paid for the ticket, with its part of discount, fees and taxes. */
  before: Money;
  /** What the buyer would pay, or, if negative, get back. */
  difference: Money;
  /** The type that the ticket is. */
  fromTicketType: TicketType;
  /** The type that it would become. */
  toTicketType: TicketType;
};

/** Where a change of an order stands. */
export type OrderChangeStatus =
  /** Made; a difference in the buyer’s favour was given back or is on its way. */
  | 'APPLIED'
  /** Called off before it was made. */
  | 'CANCELLED'
  /** The difference was not paid in time. */
  | 'EXPIRED'
  /** Could not be made; what was paid for it is given back. */
  | 'FAILED'
  /** The payment of the difference is awaited, or the change is being made. */
  | 'PENDING';

/** A page of a list of Order. */
export type OrderConnection = {
  /** The entries of this page, in order. */
  edges: Array<OrderEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** What a component at ORDER_DETAIL is shown beside. */
export type OrderDetailContext = {
  /** The order, if the viewer may see it. */
  order: Maybe<Order>;
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** One Order in a list. */
export type OrderEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Order. */
  node: Order;
};

/** Which orders to list; all conditions must hold. */
export type OrderFilter = {
  /** Only orders placed before this time. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only orders placed at or after this time. */
  createdFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only orders for this event. */
  eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only orders that stand so. */
  status?: InputMaybe<OrderStatus>;
  /** Words of the number, the buyer’s name or email address or the promo code, of which the last may be unfinished; or the code of a ticket. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** One ticket type of an order, as it was priced at checkout. */
export type OrderItem = {
  /** This line’s part of the discount. */
  discount: Money;
  /** This line’s part of the fees that the buyer pays. */
  fees: Money;
  /** The item’s id. */
  id: Scalars['ID']['output'];
  /** The ticket type’s name at checkout. */
  name: Scalars['String']['output'];
  /** How many tickets. */
  quantity: Scalars['Int']['output'];
  /** The tickets’ prices, summed. */
  subtotal: Money;
  /** This line’s part of the tax. */
  tax: Money;
  /** This line’s tax by rate. */
  taxes: Array<LineTax>;
  /** The ticket type, also if it is hidden. */
  ticketType: TicketType;
  /** What the buyer pays for this line. */
  total: Money;
  /** The price of one ticket, before discount, fees and taxes. */
  unitPrice: Money;
};

/** What buyers may do with their orders themselves. */
export type OrderRules = {
  /** Whether buyers may change the names on their tickets until the event begins. */
  buyersRenameAttendees: Scalars['Boolean']['output'];
  /** The organization’s id. */
  id: Scalars['ID']['output'];
  /** When the rules last changed; null if never. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** What buyers may do with their orders from now on. */
export type OrderRulesInput = {
  /** Whether buyers may change the names on their tickets until the event begins. */
  buyersRenameAttendees: Scalars['Boolean']['input'];
};

/** Where an order stands. */
export type OrderStatus =
  /** Called off; its tickets were given back. */
  | 'CANCELLED'
  /** Paid, or free; its tickets are issued. */
  | 'CONFIRMED'
  /** Not paid in time; its tickets were given back. */
  | 'EXPIRED'
  /** Some of what was paid was given back; or all of it, and a ticket is left that cost nothing. */
  | 'PARTIALLY_REFUNDED'
  /** Its tickets are set aside until expiresAt; the payment is awaited. */
  | 'PENDING'
  /** All that was paid was given back, and its tickets are void. */
  | 'REFUNDED';

/** Who organizes events: a tenant of the platform. */
export type Organization = {
  /** Its id. */
  id: Scalars['ID']['output'];
  /** Its logo. */
  logoUrl: Maybe<Scalars['URL']['output']>;
  /** Its people, oldest first. FORBIDDEN for those who see its public face only. */
  members: MembershipConnection;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** Figures of this organization. Needs the scope analytics:read in it. */
  overview: OrganizationOverview;
  /** How it sells. FORBIDDEN for those who see its public face only. */
  settings: OrganizationSettings;
  /** Its part of public addresses; unique. */
  slug: Scalars['String']['output'];
  /** Its published events that are not over, also those that are not public, next start first. Needs the scope events:read; of another organization there are none. */
  upcomingEvents: Array<Event>;
};


/** Who organizes events: a tenant of the platform. */
export type OrganizationMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** Who organizes events: a tenant of the platform. */
export type OrganizationOverviewArgs = {
  range?: InputMaybe<DateRangeInput>;
};


/** Who organizes events: a tenant of the platform. */
export type OrganizationUpcomingEventsArgs = {
  first?: Scalars['Int']['input'];
};

/** Figures of an organization over a range, or over all time. */
export type OrganizationOverview = {
  /** Tickets checked in. */
  checkedIn: Scalars['Int']['output'];
  /** What was sold. */
  sales: SalesFigures;
  /** The events with most orders. */
  topEvents: Array<EventSales>;
  /** Views of events’ pages on the UTC days of the range. */
  views: Scalars['Int']['output'];
};


/** Figures of an organization over a range, or over all time. */
export type OrganizationOverviewTopEventsArgs = {
  first?: Scalars['Int']['input'];
};

/** How an organization sells. */
export type OrganizationSettings = {
  /** What invoices and receipts say. */
  billing: BillingDetails;
  /** The currency of new ticket types. */
  currency: Scalars['CurrencyCode']['output'];
  /** Minutes for which a cart holds its tickets, 1 to 120. */
  holdMinutes: Scalars['Int']['output'];
  /** BCP 47 language tag for mails and amounts, e.g. de-DE. */
  locale: Scalars['String']['output'];
  /** Where buyers turn to with questions. */
  supportEmail: Maybe<Scalars['String']['output']>;
  /** IANA time zone of new events, e.g. Europe/Berlin. */
  timeZone: Scalars['String']['output'];
};

/** Settings to change; what is absent stays. */
export type OrganizationSettingsInput = {
  /** Billing details to change. */
  billing?: InputMaybe<BillingDetailsInput>;
  /** The currency of new ticket types. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Minutes for which a cart holds its tickets, 1 to 120. */
  holdMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** BCP 47 language tag, e.g. de-DE. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** Where buyers turn to with questions; null removes it. */
  supportEmail?: InputMaybe<Scalars['String']['input']>;
  /** IANA time zone of new events, e.g. Europe/Berlin. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

/** Where a page lies in its list. */
export type PageInfo = {
  /** Cursor of the last edge; pass it as `after` for the next page. */
  endCursor: Maybe<Scalars['String']['output']>;
  /** True if there is more after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** True if there is more before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  startCursor: Maybe<Scalars['String']['output']>;
};

/** A way to pay, offered by a plugin that the organizer has enabled. */
export type PaymentMethod = {
  /** One sentence below the label. */
  description: Maybe<Scalars['String']['output']>;
  /** Pass it to checkout as paymentMethod, e.g. offline-payments:bank-transfer. */
  id: Scalars['ID']['output'];
  /** What buyers choose by, e.g. Bank transfer. */
  label: Scalars['String']['output'];
  /** The plugin that takes the payment. */
  pluginId: Scalars['ID']['output'];
};

/** Figures of one way to pay. */
export type PaymentMethodSales = {
  /** What was sold by it. */
  figures: SalesFigures;
  /** The payment method’s id, e.g. offline-payments:bank-transfer; null for orders that were free. */
  paymentMethod: Maybe<Scalars['String']['output']>;
};

/** What a component at PAYMENT_METHODS is shown beside. */
export type PaymentMethodsContext = {
  /** The cart that is paid; null once it is released or ordered. */
  cart: Maybe<Cart>;
  /** The method that the buyer chose, by its id in the manifest. */
  method: Scalars['String']['output'];
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** How a placeholder’s value reads. */
export type PlaceholderKind =
  /** Money, in the recipient’s format. */
  | 'AMOUNT'
  /** Text of several lines; not in subjects. */
  | 'LINES'
  /** One line per entry; not in subjects. */
  | 'LIST'
  /** One line. */
  | 'TEXT'
  /** A link; the only kind that may stand inside an HTML tag: href="{{orderUrl}}". */
  | 'URL';

/** A plugin of the marketplace. */
export type Plugin = {
  /** Who publishes it. */
  author: Scalars['String']['output'];
  /** What it is mainly for. */
  category: PluginCategory;
  /** What it does. */
  description: Scalars['String']['output'];
  /** Its name in the marketplace, e.g. offline-payments. */
  id: Scalars['ID']['output'];
  /** The release that is offered. */
  latest: PluginVersion;
  /** The name people see. */
  name: Scalars['String']['output'];
  /** The release with this number, if the viewer may see it. */
  version: Maybe<PluginVersion>;
  /** Its releases, newest first. */
  versions: Array<PluginVersion>;
  /** True if the viewer may publish and deprecate its versions: for its organization’s publishers, and operators. */
  viewerPublishes: Scalars['Boolean']['output'];
};


/** A plugin of the marketplace. */
export type PluginVersionArgs = {
  version: Scalars['String']['input'];
};

/** Something that a plugin can be asked to do. */
export type PluginAction = {
  /** What it does. */
  description: Maybe<Scalars['String']['output']>;
  /** What it takes. */
  input: Scalars['JSONSchema']['output'];
  /** The name of its typed mutation. */
  mutationField: Scalars['String']['output'];
  /** Its name in the manifest, as `executeAction` takes it. */
  name: Scalars['String']['output'];
  /** What it answers. */
  output: Scalars['JSONSchema']['output'];
  /** True if guests may call it. */
  public: Scalars['Boolean']['output'];
  /** Its typed mutation in SDL. */
  signature: Scalars['String']['output'];
};

/** What a plugin is mainly for. */
export type PluginCategory =
  /** Measures and reports. */
  | 'ANALYTICS'
  /** Helps at the door. */
  | 'CHECK_IN'
  /** Reaches attendees and teams. */
  | 'COMMUNICATION'
  /** Connects to another system. */
  | 'INTEGRATION'
  /** Brings visitors and buyers. */
  | 'MARKETING'
  /** Anything else. */
  | 'OTHER'
  /** Takes payments. */
  | 'PAYMENT';

/** A page of a list of Plugin. */
export type PluginConnection = {
  /** The entries of this page, in order. */
  edges: Array<PluginEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Plugin in a list. */
export type PluginEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Plugin. */
  node: Plugin;
};

/** A file of a bundle. */
export type PluginFile = {
  /** Its size. */
  bytes: Scalars['Int']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** Which plugins of the marketplace to list; all conditions must hold. */
export type PluginFilter = {
  /** If true, only plugins with a version that waits for a review: all of them for operators, for publishers their own. */
  awaitingReview?: InputMaybe<Scalars['Boolean']['input']>;
  /** What the plugin is mainly for. */
  category?: InputMaybe<PluginCategory>;
  /** Words in the name, description, author or id. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** What was found when a bundle was looked through. */
export type PluginFinding = {
  /** What kind of finding it is. */
  code: FindingCode;
  /** The file of the bundle. */
  file: Scalars['String']['output'];
  /** The line, counted from 1; null if it is about the whole file. */
  line: Maybe<Scalars['Int']['output']>;
  /** What it is, without any secret. */
  message: Scalars['String']['output'];
  /** How much it weighs. */
  severity: FindingSeverity;
};

/** A plugin in one organization. */
export type PluginInstallation = {
  /** What the settings may be. */
  configSchema: Scalars['JSONSchema']['output'];
  /** The settings; sensitive ones are masked. */
  configuration: Scalars['JSON']['output'];
  /** True if the settings satisfy the schema, so that it can run. */
  configured: Scalars['Boolean']['output'];
  /** What else the organization consented to. */
  consented: Array<PluginRequest>;
  /** True if it runs and shows its components. */
  enabled: Scalars['Boolean']['output'];
  /** The events that its hooks failed at as often as they are tried, newest first. */
  failedHooks: FailedHookConnection;
  /** The scopes that the organization gave it. */
  grantedPermissions: Array<Scalars['String']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** When it was installed. */
  installedAt: Scalars['DateTime']['output'];
  /** What it wrote to its log, newest first. */
  logs: PluginLogConnection;
  /** The plugin. */
  plugin: Plugin;
  /** What runs by itself, by name. */
  schedules: Array<PluginSchedule>;
  /** The bytes that it keeps in its storage. */
  storageBytes: Scalars['Int']['output'];
  /** The version that is installed. */
  version: PluginVersion;
  /** The addresses that outside services call; for those who manage plugins. */
  webhooks: Array<PluginWebhook>;
};


/** A plugin in one organization. */
export type PluginInstallationFailedHooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A plugin in one organization. */
export type PluginInstallationLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** One line of an installation’s log. */
export type PluginLog = {
  /** When it was written. */
  at: Scalars['DateTime']['output'];
  /** Facts that go with it. */
  fields: Maybe<Scalars['JSON']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** How serious it is. */
  level: PluginLogLevel;
  /** What it says. */
  message: Scalars['String']['output'];
  /** The request that led to it. */
  requestId: Scalars['ID']['output'];
  /** The action or event that was being handled. */
  source: Scalars['String']['output'];
};

/** A page of a list of PluginLog. */
export type PluginLogConnection = {
  /** The entries of this page, in order. */
  edges: Array<PluginLogEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One PluginLog in a list. */
export type PluginLogEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The PluginLog. */
  node: PluginLog;
};

/** How serious a line of a log is. */
export type PluginLogLevel =
  /** For whoever develops the plugin. */
  | 'DEBUG'
  /** Something failed. */
  | 'ERROR'
  /** Something ordinary happened. */
  | 'INFO'
  /** Something may be wrong. */
  | 'WARN';

/** New lines in the log of an installation. */
export type PluginLogsUpdate = {
  /** When the last of them were written; when the stream began, in its first payload. */
  at: Scalars['DateTime']['output'];
  /** The installation. */
  installation: PluginInstallation;
  /** Lines that no payload before had, newest first, the newest 100 at most. */
  lines: Array<PluginLog>;
};

/** What came of publishing a bundle. */
export type PluginPublication = {
  /** The plugin. */
  plugin: Plugin;
  /** The release of the supergraph that has its actions; null while it waits for a review. */
  supergraphRelease: Maybe<Scalars['ID']['output']>;
  /** The version: PUBLISHED, or SUBMITTED until an operator reviews it. */
  version: PluginVersion;
  /** Places where a typed mutation is looser than the manifest. */
  warnings: Array<PluginPublicationWarning>;
};

/** Where the schema cannot say all that the manifest says. */
export type PluginPublicationWarning = {
  /** What is lost. */
  message: Scalars['String']['output'];
  /** Dotted path in plugin.json. */
  path: Scalars['String']['output'];
};

/** What a version of a plugin does where it is installed, which an organization must consent to. */
export type PluginRequest = {
  /** What kind of thing it is. */
  kind: PluginRequestKind;
  /** Which one, as its kind says. */
  name: Scalars['String']['output'];
};

/** What is consented to, as `PluginVersion.requests` tells it. */
export type PluginRequestInput = {
  /** What kind of thing it is. */
  kind: PluginRequestKind;
  /** Which one, as its kind says. */
  name: Scalars['String']['input'];
};

/** What a version of a plugin asks an organization for, beside scopes. */
export type PluginRequestKind =
  /** It shows this component in this place: `ORDER_DETAIL Card`. */
  | 'COMPONENT'
  /** Its components are given this field to see: `Order.number`. */
  | 'FIELD'
  /** It is told of this domain event. */
  | 'HOOK'
  /** Its code reaches this host. */
  | 'HOST'
  /** It answers guests by this action. */
  | 'PUBLIC_ACTION'
  /** It runs by itself, by these five fields, in this zone, this action: `0 3 * * * UTC export`. */
  | 'SCHEDULE'
  /** It uses this sensitive setting. */
  | 'SECRET'
  /** This sensitive setting may be sent to this host: `apiKey api.example.com`. */
  | 'SECRET_HOST'
  /** Its code gets the value of this sensitive setting. */
  | 'SECRET_IN_CODE'
  /** It is called from outside by this webhook. */
  | 'WEBHOOK';

/** What a version is reviewed by, and what came of it; for operators and the plugin’s publisher. */
export type PluginReview = {
  /** Fields that its components are given and that one’s were not, as Type.field. */
  addedFields: Array<Scalars['String']['output']>;
  /** Hosts that it may reach and that one could not. */
  addedHosts: Array<Scalars['String']['output']>;
  /** Scopes that it asks for and that one did not. */
  addedPermissions: Array<Scalars['String']['output']>;
  /** Where the bundle can be fetched for an hour. */
  bundleUrl: Scalars['URL']['output'];
  /** What differs in plugin.json from that; all of it for the first. */
  changes: Array<ManifestChange>;
  /** What its bundle holds. */
  files: Array<PluginFile>;
  /** What was found in its bundle. */
  findings: Array<PluginFinding>;
  /** What the operator who decided about it wrote for its publisher. */
  note: Maybe<Scalars['String']['output']>;
  /** The version that it is compared with: the published one before it; null for the first. */
  previousVersion: Maybe<Scalars['String']['output']>;
};

/** Why a run in the background failed. */
export type PluginRunError = {
  /** What kind of failure it is, e.g. PLUGIN_TIMEOUT or PLUGIN_THREW. */
  code: Scalars['String']['output'];
  /** What the plugin, or the platform about it, says. */
  message: Scalars['String']['output'];
};

/** An action of a plugin that runs by itself. */
export type PluginSchedule = {
  /** The action that runs. */
  action: Scalars['String']['output'];
  /** Minute, hour, day of the month, month and day of the week. */
  cron: Scalars['String']['output'];
  /** The run that ended last; null before the first. */
  lastRun: Maybe<ScheduledRun>;
  /** Its name in the manifest. */
  name: Scalars['String']['output'];
  /** When it comes next; null while the plugin is disabled. */
  nextRunAt: Maybe<Scalars['DateTime']['output']>;
  /** The time zone that the hours are in. */
  timeZone: Scalars['String']['output'];
};

/** One release of a plugin; only its status ever changes. */
export type PluginVersion = {
  /** What it can be asked to do. */
  actions: Array<PluginAction>;
  /** Why it should be used no longer, as whoever deprecated it said; null for other versions. */
  deprecationReason: Maybe<Scalars['String']['output']>;
  /** Its components. */
  extensions: Array<ExtensionDeclaration>;
  /** The hash of its files: `sha256-` and base64. */
  integrity: Scalars['String']['output'];
  /** Its `plugin.json`. */
  manifest: Scalars['JSON']['output'];
  /** The only hosts that its code may reach. */
  network: Array<Scalars['String']['output']>;
  /** The scopes that it asks an organization for. */
  permissions: Array<Scalars['String']['output']>;
  /** When it was published; null before. */
  publishedAt: Maybe<Scalars['DateTime']['output']>;
  /** All that an organization must consent to where it is installed, beside the scopes. */
  requests: Array<PluginRequest>;
  /** What it is reviewed by; null for all but operators and the plugin’s publisher. */
  review: Maybe<PluginReview>;
  /** When it runs by itself. */
  schedules: Array<ScheduleDeclaration>;
  /** The settings that are kept encrypted, and where they may go. */
  secrets: Array<SecretDeclaration>;
  /** Where it is on its way through the marketplace. */
  status: PluginVersionStatus;
  /** When it was submitted. */
  submittedAt: Scalars['DateTime']['output'];
  /** Its semantic version. */
  version: Scalars['String']['output'];
};

/** Where a version is on its way through the marketplace. */
export type PluginVersionStatus =
  /** Still runs where it is installed; cannot be installed any more. */
  | 'DEPRECATED'
  /** Can be installed. */
  | 'PUBLISHED'
  /** Was refused by a review. */
  | 'REJECTED'
  /** Waits for a review. */
  | 'SUBMITTED';

/** An address that an outside service calls, to tell the plugin of something. */
export type PluginWebhook = {
  /** Its name in the manifest. */
  name: Scalars['String']['output'];
  /** The address; whoever knows it can call it. */
  url: Scalars['URL']['output'];
};

/** A code that lowers the price of an order, or opens hidden ticket types. */
export type PromoCode = {
  /** False once it was deactivated. */
  active: Scalars['Boolean']['output'];
  /** The amount per order, for FIXED. */
  amount: Maybe<Money>;
  /** The share in basis points, for PERCENTAGE: 1,000 is 10 %. */
  basisPoints: Maybe<Scalars['Int']['output']>;
  /** What buyers type, in capitals. */
  code: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it holds; null if without end. */
  endsAt: Maybe<Scalars['DateTime']['output']>;
  /** The only event it holds for; all events if null. */
  event: Maybe<Event>;
  /** The promo code’s id. */
  id: Scalars['ID']['output'];
  /** How it lowers the price. */
  kind: PromoCodeKind;
  /** How many orders may use it; no limit if null. */
  maxUses: Maybe<Scalars['Int']['output']>;
  /** How many orders of one buyer, known by the email address without case and +tag, may use it; no limit if null. */
  maxUsesPerBuyer: Maybe<Scalars['Int']['output']>;
  /** From when it holds; null if from its creation. */
  startsAt: Maybe<Scalars['DateTime']['output']>;
  /** The ticket types it lowers; all of them if null. */
  ticketTypes: Maybe<Array<TicketType>>;
  /** How many orders use it now; expired and cancelled orders do not count. */
  uses: Scalars['Int']['output'];
};

/** A promo code to make. */
export type PromoCodeInput = {
  /** For FIXED: minor units of the currency per order, above 0. */
  amount?: InputMaybe<Scalars['Int']['input']>;
  /** For PERCENTAGE: basis points, 1 to 10,000. 1,000 is 10 %. */
  basisPoints?: InputMaybe<Scalars['Int']['input']>;
  /** What buyers type: 3 to 40 letters, digits, - or _; stored in capitals. */
  code: Scalars['String']['input'];
  /** For FIXED: the currency of the amount. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Until when it holds; after startsAt. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The only event it holds for; all events if absent. */
  eventId?: InputMaybe<Scalars['ID']['input']>;
  /** The same key and input return the promo code that was made first. 1 to 200 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How it lowers the price. */
  kind: PromoCodeKind;
  /** How many orders may use it; no limit if absent. */
  maxUses?: InputMaybe<Scalars['Int']['input']>;
  /** How many orders of one buyer, known by the email address without case and +tag, may use it; no limit if absent. */
  maxUsesPerBuyer?: InputMaybe<Scalars['Int']['input']>;
  /** From when it holds. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ticket types it lowers, at most 100; all if absent. */
  ticketTypeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** How a promo code lowers a price. */
export type PromoCodeKind =
  /** Not at all: it opens the hidden ticket types that have it as their access code, as often as it may be used. */
  | 'ACCESS'
  /** By an amount per order. */
  | 'FIXED'
  /** By a share of the price. */
  | 'PERCENTAGE';

/** Figures of one promo code. */
export type PromoCodeSales = {
  /** What was sold with it. */
  figures: SalesFigures;
  /** The code; null for orders without one. */
  promoCode: Maybe<Scalars['String']['output']>;
};

/** Which public events to list; all conditions must hold. */
export type PublicEventFilter = {
  /** Only those of this category. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Words to find in the venue: its name, street, town or country code; the last may be unfinished. */
  place?: InputMaybe<Scalars['String']['input']>;
  /** Only those that begin then or later. */
  startsAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those that begin before. */
  startsBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only those with any of these tags, at most 20. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Words to find in title, category, tags, venue and description, whatever their case and accents; the last may be unfinished. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What a ticket shows to the scanner at the door. */
export type QrCode = {
  /** The text in the picture. A scanner sends it as the code of the ticket. */
  payload: Scalars['String']['output'];
  /** The picture, as an SVG document. */
  svg: Scalars['String']['output'];
};

export type Query = {
  /** What was done in the viewer’s organization, newest first. */
  activityLog: ActivityConnection;
  /** The organization's API tokens, newest first. */
  apiTokens: Array<ApiToken>;
  /** The cart with this token; null if there is none, or no more. */
  cart: Maybe<Cart>;
  /** Where tickets of an event are used: its door first, then its lists. */
  checkInLists: Array<CheckInList>;
  /** The good tickets of an event or a check-in list, for scanners that go without a network. */
  doorList: DoorListPage;
  /** The event with this id, if the viewer may see it. */
  event: Maybe<Event>;
  /** The series with this id, if it is the viewer's organization's. Buyers reach it through its events. */
  eventSeries: Maybe<EventSeries>;
  /** The series of the viewer's organization, newest first. */
  eventSeriesList: EventSeriesConnection;
  /** The events of the viewer's organization, latest start first. */
  events: EventConnection;
  /** All that components can query, in SDL: the context types and what they lead to, with the scopes that fields need. */
  extensionContexts: Scalars['String']['output'];
  /** The places of the user interface that plugins may fill. */
  extensionPoints: Array<ExtensionPoint>;
  /** The components that enabled plugins show at a place. */
  extensions: Array<Extension>;
  /** The fees of the viewer’s organization. */
  feeRules: FeeRules;
  /** The plugins of the organization, by id. */
  installedPlugins: Array<PluginInstallation>;
  /** What an invitation offers; null if it is no longer open. */
  invitation: Maybe<InvitationPreview>;
  /** The organization's open invitations, newest first. */
  invitations: Array<Invitation>;
  /** What invoices of the viewer’s organization say of it. */
  invoiceSettings: InvoiceSettings;
  /** The invoices and credit notes of the viewer’s organization, newest first. */
  invoices: InvoiceConnection;
  /** The signed-in person; null for guests and programs. */
  me: Maybe<User>;
  /** What the viewer bought, newest first, from any organizer. */
  myOrders: OrderConnection;
  /** Every kind of message in every language, as the viewer’s organization sends it. */
  notificationTemplates: Array<NotificationTemplate>;
  /** Messages of the viewer’s organization, newest first. */
  notifications: NotificationConnection;
  /** An order: by its token for whoever holds that; by its id for its organizer and its signed-in buyer. */
  order: Maybe<Order>;
  /** What it costs to make a ticket another type’s, by today’s price and rules. */
  orderChangeQuote: OrderChangeQuote;
  /** What buyers of the viewer’s organization may do with their orders. */
  orderRules: OrderRules;
  /** The orders of the viewer’s organization, newest first. */
  orders: OrderConnection;
  /** The plugin with this id; null if there is none. */
  plugin: Maybe<Plugin>;
  /** The installation with this id, if it is the organization’s. */
  pluginInstallation: Maybe<PluginInstallation>;
  /** The marketplace: every plugin with a published version, by name. */
  plugins: PluginConnection;
  /** The promo codes of the viewer’s organization, newest first, at most 500. */
  promoCodes: Array<PromoCode>;
  /** The published event that a link names, unless it is private. */
  publicEvent: Maybe<Event>;
  /** The categories, tags and cities of public events that are not over, for the filters of a shop. */
  publicEventFacets: EventFacets;
  /** Published public events, next start first. */
  publicEvents: EventConnection;
  /** The public face of the organization with this slug. */
  publicOrganization: Maybe<Organization>;
  /** Compares orders, ledger, stock and tickets of one organization, or of all. What is being changed at the moment is looked at again before it is reported. */
  reconciliation: Reconciliation;
  /** What refundOrder would give back for the same input; its key and reason do not matter. */
  refundPreview: RefundPreview;
  /** The operations that the organization’s clients registered, and the server’s own. */
  registeredOperations: Array<ClientOperation>;
  /** Sales of the viewer’s organization, or of one of its events, over a range: 1,000 buckets at most. */
  salesAnalytics: SalesAnalytics;
  /** The viewer's open sessions, latest first. */
  sessions: Array<Session>;
  /** Which ticket types are taxed by a category, newest first, at most 1,000. */
  taxCategories: Array<TaxCategory>;
  /** The taxes of the viewer’s organization. */
  taxRules: TaxRules;
  /** The ticket with this code. The code is the secret: whoever has it may see the ticket. */
  ticket: Maybe<Ticket>;
  /** Tickets of one event as a file, made for whoever has their codes; null if this installation does not make that form. */
  ticketDocument: Maybe<TicketDocument>;
  /** The tickets of an event that became void since, for scanners that go without a network. */
  ticketRevocations: TicketRevocationPage;
  /** The keys that verify the QR codes of the organization's tickets without a network, the current one first. */
  ticketSigningKeys: Array<TicketSigningKey>;
  /** The tickets of the viewer's organization, newest first. */
  tickets: TicketConnection;
  /** The plugins that were removed within 30 days and can be restored, the latest first. */
  uninstalledPlugins: Array<UninstalledPlugin>;
  /** The places of the viewer's organization, newest first. */
  venues: VenueConnection;
  /** The organization that the viewer acts for; null for guests. */
  viewerOrganization: Maybe<Organization>;
  /** How far a place in a waiting room is. */
  waitingPlace: Maybe<WaitingPlace>;
  /** Who waits, and waited, for tickets of an event of the viewer's organization, in order. */
  waitlistEntries: WaitlistEntryConnection;
  /** The place on a waitlist that a link opens. */
  waitlistPlace: Maybe<WaitlistPlace>;
};


export type QueryActivityLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCartArgs = {
  token: Scalars['String']['input'];
};


export type QueryCheckInListsArgs = {
  eventId: Scalars['ID']['input'];
};


export type QueryDoorListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  listId: Scalars['ID']['input'];
};


export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEventSeriesArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEventSeriesListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryExtensionsArgs = {
  organization?: InputMaybe<Scalars['String']['input']>;
  target: ExtensionTarget;
};


export type QueryInvitationArgs = {
  token: Scalars['String']['input'];
};


export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryMyOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrderArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  token?: InputMaybe<Scalars['String']['input']>;
};


export type QueryOrderChangeQuoteArgs = {
  input: TicketTypeChangeInput;
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPluginArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPluginInstallationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPluginsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PluginFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryPromoCodesArgs = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPublicEventArgs = {
  organization: Scalars['String']['input'];
  slug: Scalars['String']['input'];
};


export type QueryPublicEventFacetsArgs = {
  organization?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPublicEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PublicEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  organization?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPublicOrganizationArgs = {
  slug: Scalars['String']['input'];
};


export type QueryReconciliationArgs = {
  organizationId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryRefundPreviewArgs = {
  input: RefundOrderInput;
};


export type QuerySalesAnalyticsArgs = {
  eventId?: InputMaybe<Scalars['ID']['input']>;
  granularity: Granularity;
  range: DateRangeInput;
};


export type QueryTicketArgs = {
  code: Scalars['String']['input'];
};


export type QueryTicketDocumentArgs = {
  codes: Array<Scalars['String']['input']>;
  format: TicketDocumentFormat;
};


export type QueryTicketRevocationsArgs = {
  eventId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryTicketsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TicketFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryVenuesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWaitingPlaceArgs = {
  token: Scalars['String']['input'];
};


export type QueryWaitlistEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  eventId: Scalars['ID']['input'];
  filter?: InputMaybe<WaitlistFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryWaitlistPlaceArgs = {
  token: Scalars['String']['input'];
};

/** What attendees of an event are asked, ticket by ticket. */
export type Question = {
  /** What is chosen among; empty for what is answered freely. */
  choices: Array<Scalars['String']['output']>;
  /** When it is asked; always if null. */
  condition: Maybe<QuestionCondition>;
  /** What helps to answer it. */
  helpText: Maybe<Scalars['String']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** How it is answered. */
  kind: QuestionKind;
  /** What is asked. */
  label: Scalars['String']['output'];
  /** Whether nobody can buy without an answer, where it is asked. */
  required: Scalars['Boolean']['output'];
  /** Its place among the questions, lowest first. */
  sortOrder: Scalars['Int']['output'];
  /** The ticket types it is asked for; every type of admission if null. */
  ticketTypeIds: Maybe<Array<Scalars['ID']['output']>>;
};

/** When a question is asked. */
export type QuestionCondition = {
  /** The question that decides; where that is not asked, this is not either. */
  questionId: Scalars['ID']['output'];
  /** The answers to it of which one must be given; true or false for yes or no. */
  values: Array<Scalars['String']['output']>;
};

/** When a question is asked. */
export type QuestionConditionInput = {
  /** Another question of the event: a choice, or one of yes or no. */
  questionId: Scalars['ID']['input'];
  /** The answers to it of which one must be given; true or false for yes or no. */
  values: Array<Scalars['String']['input']>;
};

/** A question. On an update a field that is left out stays as it is, and one that is null goes back to its default. */
export type QuestionInput = {
  /** For a choice: what is chosen among, 1 to 100, each of at most 200 characters. */
  choices?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it is asked; always by default. */
  condition?: InputMaybe<QuestionConditionInput>;
  /** What helps to answer it, at most 1,000 characters. */
  helpText?: InputMaybe<Scalars['String']['input']>;
  /** Makes a creation safe to repeat: the same key and input answer with what was created first. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** How it is answered. */
  kind: QuestionKind;
  /** What is asked, at most 250 characters. */
  label: Scalars['String']['input'];
  /** True if nobody can buy without an answer, where it is asked; false by default. */
  required?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its place among the questions, lowest first; 0 by default. */
  sortOrder?: InputMaybe<Scalars['Int']['input']>;
  /** The ticket types it is asked for, at most 100; every type of admission by default. */
  ticketTypeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** How a question is answered. */
export type QuestionKind =
  /** By a date, such as 2027-01-31. */
  | 'DATE'
  /** By an e-mail address. */
  | 'EMAIL'
  /** In sentences, at most 5,000 characters. */
  | 'LONG_TEXT'
  /** By any of its choices. */
  | 'MULTIPLE_CHOICE'
  /** By a number, with a point or comma before its fraction. */
  | 'NUMBER'
  /** By a phone number. */
  | 'PHONE'
  /** In a few words, at most 250 characters. */
  | 'SHORT_TEXT'
  /** By one of its choices. */
  | 'SINGLE_CHOICE'
  /** By true or false. */
  | 'YES_NO';

/** A call of an outside service. */
export type ReceiveWebhookInput = {
  /** The body, byte for byte, as base64. */
  body: Scalars['String']['input'];
  /** The headers, by name in lower case. */
  headers: Scalars['JSON']['input'];
  /** The installation, as the address has it. */
  installation: Scalars['String']['input'];
  /** The secret, as the address has it. */
  secret: Scalars['String']['input'];
  /** The webhook’s name, as the address has it. */
  webhook: Scalars['String']['input'];
};

/** Whether orders, ledger, stock and tickets agree. */
export type Reconciliation = {
  /** When the comparison ended. */
  checkedAt: Scalars['DateTime']['output'];
  /** What does not agree; empty if all is well. At most 1,000 of a kind. */
  disagreements: Array<Disagreement>;
  /** Orders that were looked at. */
  orders: Scalars['Int']['output'];
  /** Organizations that were looked at. */
  organizations: Scalars['Int']['output'];
  /** Tickets that were compared with their orders. */
  tickets: Scalars['Int']['output'];
};

/** Codes for whoever has lost the authenticator. Shown once. */
export type RecoveryCodes = {
  /** Each works once in place of a code. */
  codes: Array<Scalars['String']['output']>;
};

/** Views that came from one host. */
export type ReferrerViews = {
  /** The host, e.g. www.example.org; null if it is unknown. */
  host: Maybe<Scalars['String']['output']>;
  /** How many views came from there. */
  views: Scalars['Int']['output'];
};

/** Money given back for an order. */
export type Refund = {
  /** How much is given back. */
  amount: Money;
  /** When it succeeded or failed; null while it is pending. */
  completedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** The code of why it failed, or of why the last attempt of a pending one settled nothing. */
  failure: Maybe<Scalars['String']['output']>;
  /** Fees of the tickets that were kept. */
  feesKept: Money;
  /** The refund’s id. */
  id: Scalars['ID']['output'];
  /** Whether the plugin was asked as often as it is: someone has to settle the refund by hand, or ask again. */
  needsHand: Scalars['Boolean']['output'];
  /** Why, in the organizer’s words. */
  reason: Maybe<Scalars['String']['output']>;
  /** How far the refund is. */
  status: RefundStatus;
};

/** Tickets of one line to give back, at what was paid for them. */
export type RefundItemInput = {
  /** The order’s item. */
  orderItemId: Scalars['ID']['input'];
  /** How many of its tickets, 1 or more. */
  quantity: Scalars['Int']['input'];
  /** Which tickets become void, as many as quantity; any of the line’s that still are valid if absent. */
  ticketIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** What to give back: some items, or an amount, or all money and tickets that are left if neither is given. */
export type RefundOrderInput = {
  /** Minor units of the order’s currency; tickets stay valid unless nothing paid is left. */
  amount?: InputMaybe<Scalars['Int']['input']>;
  /** The same key and input return the first result and give nothing back twice. 1 to 200 characters. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether the fees that the buyer paid go back as well; true if absent. Does not go with amount. */
  includeFees?: InputMaybe<Scalars['Boolean']['input']>;
  /** Items whose tickets become void, and no others; for nothing if they cost nothing. */
  items?: InputMaybe<Array<RefundItemInput>>;
  /** The order. */
  orderId: Scalars['ID']['input'];
  /** Why; the buyer is told. At most 500 characters. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** What a refund would give back; nothing is changed. */
export type RefundPreview = {
  /** How much would go back. */
  amount: Money;
  /** How much is left of what was paid. */
  available: Money;
  /** Fees of the tickets that would be kept. */
  feesKept: Money;
  /** The tax in it. */
  tax: Money;
  /** How many tickets would become void. */
  tickets: Scalars['Int']['output'];
};

/** How far a refund is. */
export type RefundStatus =
  /** The payment provider refused; nothing was given back. */
  | 'FAILED'
  /** The payment provider was asked and has not finished. */
  | 'PENDING'
  /** The money was given back, or was recorded as given back by hand. */
  | 'SUCCEEDED';

/** A new account, and the organization that it begins with. */
export type RegisterInput = {
  /** The address that the person signs in with; capitals make no difference. */
  email: Scalars['String']['input'];
  /** How the person is called, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What the organization is called, 1 to 100 characters. */
  organizationName: Scalars['String']['input'];
  /** At least 10 characters, and neither the address nor the name. */
  password: Scalars['String']['input'];
};

/** All operations of one client. */
export type RegisterOperationsInput = {
  /** The client, by a name of your own such as box-office. */
  client: Scalars['String']['input'];
  /** GraphQL documents with one named operation each, at most 200: all that the client runs. None forgets the client. */
  documents: Array<Scalars['String']['input']>;
  /** For operators: a client of the server’s own, which counts for every plugin. */
  forServer?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Who comes with a ticket, as its buyer says. */
export type RenameTicketInput = {
  /** The attendee’s name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** The order’s token, from checkout. */
  orderToken: Scalars['String']['input'];
  /** The ticket, one of the order’s. */
  ticketId: Scalars['ID']['input'];
};

/** What an operator decides about a version of a plugin. */
export type ReviewDecision =
  /** Publishes a submitted version: it can be installed, and its actions join the schema. */
  | 'APPROVE'
  /** Takes a published version out of the marketplace; where it is installed it still runs. */
  | 'DEPRECATE'
  /** Refuses a submitted version. */
  | 'REJECT';

/** What someone may do in an organization, as a bundle of scopes. */
export type Role =
  /** May do everything but make or remove owners. */
  | 'ADMIN'
  /** Sees figures and orders; changes nothing. */
  | 'ANALYST'
  /** Runs events and sales, money included; no members, tokens or plugins. */
  | 'MANAGER'
  /** May do everything, and decides who else owns the organization; there is always one. */
  | 'OWNER'
  /** Checks tickets in at the door. */
  | 'SCANNER'
  /** Answers buyers: sees orders, changes tickets, sends them again. */
  | 'SUPPORT';

/** Sales over a range, as a series and by what they were. Figures trail the sale itself by about a second. */
export type SalesAnalytics = {
  /** By event, most orders first. */
  byEvent: Array<EventSales>;
  /** By payment method, most orders first. */
  byPaymentMethod: Array<PaymentMethodSales>;
  /** By promo code, most orders first. */
  byPromoCode: Array<PromoCodeSales>;
  /** By ticket type, most orders first. */
  byTicketType: Array<TicketTypeSales>;
  /** Where the first bucket begins: the range is widened to whole buckets. */
  from: Scalars['DateTime']['output'];
  /** One entry per bucket, in order, those without sales too. */
  series: Array<SalesBucket>;
  /** IANA name of the zone whose hours, days, weeks and months the buckets are. */
  timeZone: Scalars['String']['output'];
  /** Where the last bucket ends, excluded. */
  to: Scalars['DateTime']['output'];
  /** Figures of the whole range. */
  totals: SalesFigures;
};

/** Figures of one interval of a series. */
export type SalesBucket = {
  /** Where it ends, excluded. */
  endsAt: Scalars['DateTime']['output'];
  /** What was sold in it; zeros if nothing was. */
  figures: SalesFigures;
  /** Where it begins, included. */
  startsAt: Scalars['DateTime']['output'];
};

/** What was sold. Amounts are one per currency that there were sales in, none if there were none. */
export type SalesFigures = {
  /** What they cost, with fees and taxes, less discounts. */
  gross: Array<Money>;
  /** Gross less refunded. */
  net: Array<Money>;
  /** Orders confirmed. */
  orders: Scalars['Int']['output'];
  /** What was given back, counted when it was given back. Known for whole orders, not per ticket type. */
  refunded: Array<Money>;
  /** Tickets in them. */
  tickets: Scalars['Int']['output'];
};

/** What became of a scan that was made without a network. */
export type ScanOutcome =
  /** It is the admission that counts. */
  | 'ADMITTED'
  /** The ticket was used by an earlier scan; `checkIn` says when and by whom. */
  | 'DUPLICATE'
  /** No good key of the organization signed the QR code. */
  | 'FORGED'
  /** The list does not take tickets of this type. */
  | 'NOT_ON_LIST'
  /** The ticket is for another event. */
  | 'OTHER_EVENT'
  /** There is no such ticket. */
  | 'UNKNOWN'
  /** The ticket, or this code of it, is void; `voidedAt` says since when and `voidReason` why. */
  | 'VOID';

/** When a version of a plugin runs an action by itself. */
export type ScheduleDeclaration = {
  /** The action that runs. */
  action: Scalars['String']['output'];
  /** Minute, hour, day of the month, month and day of the week. */
  cron: Scalars['String']['output'];
  /** Its name in the manifest. */
  name: Scalars['String']['output'];
  /** The time zone that the hours are in. */
  timeZone: Scalars['String']['output'];
};

/** A run that a schedule led to, or someone who ran it by hand. */
export type ScheduledRun = {
  /** Milliseconds that it took. */
  durationMs: Scalars['Int']['output'];
  /** Why it failed; null if it did not. */
  error: Maybe<PluginRunError>;
  /** True if the plugin answered. */
  ok: Scalars['Boolean']['output'];
  /** The request, as its log names it. */
  requestId: Scalars['ID']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
};

/** A setting of a plugin that is kept encrypted. */
export type SecretDeclaration = {
  /** The only hosts that it may be sent to. */
  hosts: Array<Scalars['String']['output']>;
  /** Its name in the manifest. */
  name: Scalars['String']['output'];
  /** The name people see. */
  title: Scalars['String']['output'];
  /** True if the platform puts it into requests, and the plugin’s code never gets it. */
  withheld: Scalars['Boolean']['output'];
};

/** Why a date was left as it is when its series was changed. */
export type SeriesDateKeptReason =
  /** Someone had changed these fields of this date alone. */
  | 'CHANGED_BY_HAND'
  /** It misses what a published event needs; see `code`. */
  | 'NOT_PUBLISHABLE';

/** Which dates of a series a change concerns. Dates that are cancelled or completed are never changed. */
export type SeriesScope =
  /** All dates. */
  | 'ALL'
  /** This date and those that begin later. */
  | 'THIS_AND_FOLLOWING'
  /** Only this date; it counts as changed by hand from then on, as by updateEvent. */
  | 'THIS_EVENT';

/** A sign-in of the viewer on one device. */
export type Session = {
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** True for the session that asks. */
  current: Scalars['Boolean']['output'];
  /** When it ends unless it is continued before. */
  expiresAt: Scalars['DateTime']['output'];
  /** Its id; pass it to revokeSession. */
  id: Scalars['ID']['output'];
  /** The address from which it was opened. */
  ip: Maybe<Scalars['String']['output']>;
  /** When it was last continued. */
  lastUsedAt: Scalars['DateTime']['output'];
  /** What the browser or app called itself. */
  userAgent: Maybe<Scalars['String']['output']>;
};

/** How a refund ended that the payment plugin has not settled. */
export type SettleRefundInput = {
  /** True if the money was given back by hand, false if it will not be. */
  given: Scalars['Boolean']['input'];
  /** For the books, at most 500 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The refund; it must be PENDING. */
  refundId: Scalars['ID']['input'];
};

/** What is told as it happens, over server-sent events or a WebSocket. */
export type Subscription = {
  /**
   * Who comes in at an event of the viewer's organization: the counts as they are, and again with every scan. Scans close
   * together are told as one. Needs the scope tickets:check_in.
   */
  checkIns: CheckInsUpdate;
  /**
   * The sales of an event of the viewer's organization: as they are, and again whenever they have changed. Changes close
   * together are told as one. Needs the scope events:read.
   */
  eventSales: EventSalesUpdate;
  /**
   * What an installed plugin writes to its log: the newest lines at once, and further ones as they are written. Needs the
   * scope plugins:read.
   */
  pluginLogs: PluginLogsUpdate;
  /**
   * The schema that this server answers: which one it is, and again whenever a plugin was published that adds to it. For
   * tools that show the schema. Needs an access token, whatever its rights.
   */
  supergraphChanged: SupergraphUpdate;
};


/** What is told as it happens, over server-sent events or a WebSocket. */
export type SubscriptionCheckInsArgs = {
  eventId: Scalars['ID']['input'];
};


/** What is told as it happens, over server-sent events or a WebSocket. */
export type SubscriptionEventSalesArgs = {
  eventId: Scalars['ID']['input'];
};


/** What is told as it happens, over server-sent events or a WebSocket. */
export type SubscriptionPluginLogsArgs = {
  installationId: Scalars['ID']['input'];
};

/** A schema that this server has begun to answer. */
export type SupergraphUpdate = {
  /** When this was told. */
  at: Scalars['DateTime']['output'];
  /** Its id: another one for every composition. */
  id: Scalars['ID']['output'];
};

/** A part of the platform that people look at. */
export type Surface =
  /** The administration: members of the organization. */
  | 'ADMIN'
  /** The scanner at the door: whoever checks tickets in. */
  | 'DOOR'
  /** The shop: buyers, signed in or not. */
  | 'STOREFRONT';

/** What became of a scan that was made without a network. */
export type SyncedScan = {
  /** The admission of the ticket that counts now: this scan's own, or the one that came before it. */
  checkIn: Maybe<CheckIn>;
  /** Which device it is. */
  deviceId: Scalars['ID']['output'];
  /** A later admission that was recorded before this scan arrived: the ticket let in two. */
  displaced: Maybe<CheckIn>;
  /** What became of it. */
  outcome: ScanOutcome;
  /** The device's own name for the scan. */
  scanId: Scalars['ID']['output'];
  /** When it was scanned, by the server's clock. */
  scannedAt: Scalars['DateTime']['output'];
  /** The ticket, if it is known. */
  ticket: Maybe<Ticket>;
  /** Why it is void: CANCELLED, REFUNDED, TRANSFERRED, REISSUED or EVENT_CANCELLED. */
  voidReason: Maybe<Scalars['String']['output']>;
  /** Since when the code is void. After `scannedAt`, its bearer was let in before that was so. */
  voidedAt: Maybe<Scalars['DateTime']['output']>;
};

/** By which category a ticket type is taxed. */
export type TaxCategory = {
  /** The category, as rates name it. */
  category: Scalars['String']['output'];
  /** The ticket type. */
  ticketType: TicketType;
};

/** By which category ticket types are taxed. */
export type TaxCategoryInput = {
  /** The category, 1 to 40 characters; none if absent. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** The ticket types, 1 to 100. */
  ticketTypeIds: Array<Scalars['ID']['input']>;
};

/** How taxes stand to prices. */
export type TaxMode =
  /** The tax is added to prices. */
  | 'EXCLUSIVE'
  /** Prices contain the tax; it is shown, not added. */
  | 'INCLUSIVE';

/** One named rate of tax. */
export type TaxRate = {
  /** The rate in basis points: 1,900 is 19 %. */
  basisPoints: Scalars['Int']['output'];
  /** Only for ticket types of this tax category; any if null. */
  category: Maybe<Scalars['String']['output']>;
  /** Only for events in this country, as ISO 3166-1 alpha-2; anywhere if null. */
  country: Maybe<Scalars['String']['output']>;
  /** The name on receipts, e.g. VAT. */
  name: Scalars['String']['output'];
};

/** One named rate of tax. */
export type TaxRateInput = {
  /** The rate in basis points, 0 to 10,000: 1,900 is 19 %. */
  basisPoints: Scalars['Int']['input'];
  /** Only for ticket types of this tax category, 1 to 40 characters; any if absent. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Only for events in this country, as ISO 3166-1 alpha-2, e.g. DE; anywhere if absent. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** The name on receipts, 1 to 60 characters. */
  name: Scalars['String']['input'];
};

/** How taxes are computed for an organization’s orders. */
export type TaxRules = {
  /** The organization’s id. */
  id: Scalars['ID']['output'];
  /** How taxes stand to prices. */
  mode: TaxMode;
  /** The rates, for tickets and for fees that buyers pay. Of those whose country and category fit, whose country fits, whose category fits, and of all others, the first that there are apply, all together. */
  rates: Array<TaxRate>;
  /** When the rules last changed; null if never. */
  updatedAt: Maybe<Scalars['DateTime']['output']>;
};

/** How taxes are to be computed from now on; orders that exist keep theirs. */
export type TaxRulesInput = {
  /** How taxes stand to prices. */
  mode: TaxMode;
  /** The rates, at most 50. Those of one country and category apply together, and are at most 10,000 basis points. */
  rates: Array<TaxRateInput>;
};

/** Whether a recipient can unsubscribe. */
export type TemplateCategory =
  /** The organizer’s own words; the recipient can unsubscribe. */
  | 'ANNOUNCEMENT'
  /** Follows from what the recipient did, and is always sent. */
  | 'TRANSACTIONAL';

/** Something that a template can have filled in. */
export type TemplatePlaceholder = {
  /** What it is. */
  description: Scalars['String']['output'];
  /** How it reads. */
  kind: PlaceholderKind;
  /** Its name: {{name}} stands for it, {{#name}}…{{/name}} is there if it is not empty. */
  name: Scalars['String']['output'];
  /** Whether the HTML and the text must use it. */
  required: Scalars['Boolean']['output'];
};

/** The right of one person to enter an event once. */
export type Ticket = {
  /** Whether it lets someone in; false for the voucher of an add-on, which is shown where that is handed out. */
  admits: Scalars['Boolean']['output'];
  /** What was answered for it, in the order in which it was asked; null for all but the organizer’s people with tickets:read and the holder of its order. */
  answers: Maybe<Array<TicketAnswer>>;
  /** Who comes with it, if that is known. */
  attendee: Maybe<Attendee>;
  /** When its bearer came in; null if that was undone. */
  checkedInAt: Maybe<Scalars['DateTime']['output']>;
  /** Who let its bearer in; null if a device with an API token did, and for viewers outside the organization. */
  checkedInBy: Maybe<User>;
  /** The secret that opens the door. Whoever has it holds the ticket. FORBIDDEN for those who see it for orders:read alone, and for the buyer who gave it to someone else. */
  code: Scalars['String']['output'];
  /** The event it is for. */
  event: Event;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What its holder shows and keeps; null for those who do not hold it, and if it is void. */
  pass: Maybe<TicketPass>;
  /** What it shows to the scanner at the door; null for the voucher of an add-on. FORBIDDEN where `code` is. */
  qr: Maybe<QrCode>;
  /** What it is good for. */
  status: TicketStatus;
  /** Which kind of ticket it is. */
  ticketType: TicketType;
  /** When it last went to another person. */
  transferredAt: Maybe<Scalars['DateTime']['output']>;
};

/** What was answered for a ticket. */
export type TicketAnswer = {
  /** When it was answered, or last changed. */
  answeredAt: Scalars['DateTime']['output'];
  /** How it was asked. */
  kind: QuestionKind;
  /** What was asked, in the words of that time. */
  label: Scalars['String']['output'];
  /** The question; it may be gone. */
  questionId: Scalars['ID']['output'];
  /** What was answered: one value, or those chosen; true or false for yes or no. */
  values: Array<Scalars['String']['output']>;
};

/** A page of a list of Ticket. */
export type TicketConnection = {
  /** The entries of this page, in order. */
  edges: Array<TicketEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A file that a ticket can be kept in. */
export type TicketDocument = {
  /** When the link ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** What to call the file. */
  fileName: Scalars['String']['output'];
  /** Where it can be fetched. Whoever has the link can, until it expires. */
  url: Scalars['URL']['output'];
};

/** A form that a ticket can be kept in. */
export type TicketDocumentFormat =
  /** The event for a calendar program (iCalendar). */
  | 'CALENDAR'
  /** A page per ticket, to print. */
  | 'PDF'
  /** A pass for Apple Wallet, if this installation has a certificate for it. */
  | 'WALLET';

/** One Ticket in a list. */
export type TicketEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Ticket. */
  node: Ticket;
};

/** Which of the organization's tickets to list; all conditions must hold. */
export type TicketFilter = {
  /** Only those of this event. */
  eventId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those with this status. */
  status?: InputMaybe<TicketStatus>;
  /** Words of the attendee's name or e-mail address, or the ticket's code; the last word may be unfinished. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Only those of this ticket type. */
  ticketTypeId?: InputMaybe<Scalars['ID']['input']>;
};

/** What the holder of a ticket shows and keeps. */
export type TicketPass = {
  /** The code, to be typed at the door where the picture cannot be read. */
  code: Scalars['String']['output'];
  /** The forms in which `ticketDocument` has the ticket. */
  formats: Array<TicketDocumentFormat>;
  /** What is shown to the scanner at the door; null for the voucher of an add-on. */
  qr: Maybe<QrCode>;
};

/** Codes of a ticket that are void. */
export type TicketRevocation = {
  /** Of the typed code that is void, made as in the door list; null if the typed code stays good. */
  codeHash: Maybe<Scalars['String']['output']>;
  /** What the door list says of the ticket now; null if it is good for nothing. */
  entry: Maybe<DoorListEntry>;
  /** Its number among the event's revocations, from 1, without gaps. */
  number: Scalars['Int']['output'];
  /** Why. */
  reason: TicketRevocationReason;
  /** Since when. */
  revokedAt: Scalars['DateTime']['output'];
  /** QR codes of the ticket with this serial, or a lower one, are void. */
  serial: Scalars['Int']['output'];
  /** The ticket. */
  ticketId: Scalars['ID']['output'];
};

/** A part of an event's revocations. */
export type TicketRevocationPage = {
  /** True if the event is called off, so that no ticket of it is good. */
  eventCancelled: Scalars['Boolean']['output'];
  /** True if there is more. */
  hasMore: Scalars['Boolean']['output'];
  /** Where this part ends: pass it as `since` for what comes after. */
  latest: Scalars['Int']['output'];
  /** The revocations, by number. */
  revocations: Array<TicketRevocation>;
};

/** Why codes of a ticket are void. */
export type TicketRevocationReason =
  /** Its order was cancelled. */
  | 'CANCELLED'
  /** The money was given back. */
  | 'REFUNDED'
  /** It was made anew, such as for another ticket type, and has a new code. */
  | 'REISSUED'
  /** It went to another person, who has a new code. */
  | 'TRANSFERRED';

/** What a component at TICKET_SELECTION is shown beside. */
export type TicketSelectionContext = {
  /** The event, as buyers see it. */
  event: Maybe<Event>;
  /** The organization whose plugin it is. */
  organization: Maybe<Organization>;
};

/** A key that verifies the QR codes of an organization's tickets. */
export type TicketSigningKey = {
  /** The signature scheme: Ed25519. */
  algorithm: Scalars['String']['output'];
  /** Stands in each QR code that it signed: eight hexadecimal digits. */
  id: Scalars['String']['output'];
  /** The public key: 32 bytes as base64url, the `x` of its JWK. */
  publicKey: Scalars['String']['output'];
  /** Since when it signs no more. */
  retiredAt: Maybe<Scalars['DateTime']['output']>;
  /** Since when what it signed is void. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** What it is good for. */
  status: TicketSigningKeyStatus;
  /** Since when it signs. */
  validFrom: Scalars['DateTime']['output'];
};

/** What a signing key is good for. */
export type TicketSigningKeyStatus =
  /** It signs, and what it signed is good. */
  | 'CURRENT'
  /** It signs no more; what it signed is good. */
  | 'RETIRED'
  /** What it signed is void: the ticket must be shown anew, or its code typed. */
  | 'REVOKED';

/** What a ticket is good for. */
export type TicketStatus =
  /** Void: the order was cancelled. */
  | 'CANCELLED'
  /** Void: the money was given back. */
  | 'REFUNDED'
  /** Its bearer is in. */
  | 'USED'
  /** Lets its bearer in, once. */
  | 'VALID';

/** One kind of ticket of an event, with its price and stock. */
export type TicketType = {
  /** The code with which a hidden type can be bought; null for viewers who neither make events nor change orders. */
  accessCode: Maybe<Scalars['String']['output']>;
  /** The group that an add-on is chosen among; null for admission. */
  addOnGroup: Maybe<AddOnGroup>;
  /** How many can be bought now, by its own quantity and the event's capacity. */
  available: Scalars['Int']['output'];
  /** What the ticket includes. */
  description: Maybe<Scalars['String']['output']>;
  /** The event it is for. */
  event: Event;
  /** How many are kept in carts and for unpaid orders. */
  held: Scalars['Int']['output'];
  /** True if it is not listed to buyers and needs its access code. */
  hidden: Scalars['Boolean']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What it gives its buyer. */
  kind: TicketTypeKind;
  /** The most that one order takes. */
  maxPerOrder: Scalars['Int']['output'];
  /** The fewest that one order takes. */
  minPerOrder: Scalars['Int']['output'];
  /** What it is called, e.g. Early bird. */
  name: Scalars['String']['output'];
  /** The price of one ticket. */
  price: Money;
  /** How many there are in all. */
  quantity: Scalars['Int']['output'];
  /** What the holder of each is asked, in its order. */
  questions: Array<Question>;
  /** When its sales close; with the event's if null. */
  salesEndAt: Maybe<Scalars['DateTime']['output']>;
  /** When its sales open; with the event's if null. */
  salesStartAt: Maybe<Scalars['DateTime']['output']>;
  /** How many are sold. */
  sold: Scalars['Int']['output'];
  /** Its place in the list, lowest first. */
  sortOrder: Scalars['Int']['output'];
  /** Whether one can join the waitlist for it now: it is sold out, and the organizer keeps a list. */
  waitlistOpen: Scalars['Boolean']['output'];
};

/** Which ticket is to become which type’s. */
export type TicketTypeChangeInput = {
  /** The order. */
  orderId: Scalars['ID']['input'];
  /** The ticket, one of the order’s that is valid. */
  ticketId: Scalars['ID']['input'];
  /** The ticket type that it becomes, of the same event. */
  ticketTypeId: Scalars['ID']['input'];
};

/** A ticket type. On an update a field that is left out stays as it is, and one that is null goes back to its default. */
export type TicketTypeInput = {
  /** The code with which a hidden type can be bought. */
  accessCode?: InputMaybe<Scalars['String']['input']>;
  /** For ADD_ON: the group it is chosen among, one of its event’s. */
  addOnGroupId?: InputMaybe<Scalars['ID']['input']>;
  /** What the ticket includes, at most 2,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** True to list it to no buyer; false by default. */
  hidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** Makes a creation safe to repeat: the same key and input answer with what was created first. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** What it gives its buyer; ADMISSION by default. It stays once something was sold or is in a cart. */
  kind?: InputMaybe<TicketTypeKind>;
  /** The most that one order takes; 10 by default. */
  maxPerOrder?: InputMaybe<Scalars['Int']['input']>;
  /** The fewest that one order takes; 1 by default. */
  minPerOrder?: InputMaybe<Scalars['Int']['input']>;
  /** What it is called, at most 120 characters. */
  name: Scalars['String']['input'];
  /** The price of one ticket in integer minor units of the event's currency. */
  price: Scalars['Int']['input'];
  /** How many there are in all; never fewer than are sold and held. */
  quantity: Scalars['Int']['input'];
  /** When its sales close; with the event's by default. */
  salesEndAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When its sales open; with the event's by default. */
  salesStartAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Its place in the list, lowest first; 0 by default. */
  sortOrder?: InputMaybe<Scalars['Int']['input']>;
};

/** What a ticket type gives its buyer. */
export type TicketTypeKind =
  /** Goes with a ticket, as a T-shirt does: it lets nobody in and has a stock of its own. */
  | 'ADD_ON'
  /** Lets one person in; it counts in the event’s capacity. */
  | 'ADMISSION';

/** Figures of one ticket type. */
export type TicketTypeSales = {
  /** What was sold of it, without fees that belong to whole orders. */
  figures: SalesFigures;
  /** Its name when it was sold. */
  name: Scalars['String']['output'];
  /** The ticket type; null if it was deleted. */
  ticketType: Maybe<TicketType>;
};

/** Money that moved for an order. Never changed, never deleted. */
export type Transaction = {
  /** How much; never negative. */
  amount: Money;
  /** When it was recorded. */
  createdAt: Scalars['DateTime']['output'];
  /** The transaction’s id. */
  id: Scalars['ID']['output'];
  /** The way of payment; null if it was not said. */
  method: Maybe<Scalars['String']['output']>;
  /** What the person who recorded it wrote; for the organizer only. */
  note: Maybe<Scalars['String']['output']>;
  /** By which the provider finds it. */
  reference: Maybe<Scalars['String']['output']>;
  /** Which way the money moved. */
  type: TransactionType;
};

/** Which way money moved. */
export type TransactionType =
  /** From the buyer to the organizer. */
  | 'PAYMENT'
  /** From the organizer back to the buyer. */
  | 'REFUND';

/** Whom a ticket goes to. */
export type TransferInput = {
  /** The new attendee's e-mail address. */
  email: Scalars['String']['input'];
  /** Makes the transfer safe to repeat: the same key and input change nothing more. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The new attendee's name, at most 200 characters. */
  name: Scalars['String']['input'];
};

/** A login that needs the second factor. */
export type TwoFactorChallenge = {
  /** Passed to completeTwoFactorLogin with a code, within five minutes. */
  challengeToken: Scalars['String']['output'];
};

/** What an authenticator app needs; confirm it with a code. */
export type TwoFactorSetup = {
  /** The same as an otpauth:// address, to be shown as a QR code. */
  otpauthUrl: Scalars['String']['output'];
  /** The secret in base32, to be typed in. */
  secret: Scalars['String']['output'];
};

/** A plugin that was removed, with settings and data that are still kept. */
export type UninstalledPlugin = {
  /** When its settings and data are deleted for good. */
  deletedAt: Scalars['DateTime']['output'];
  /** The id of its installation, which it has again when it is restored. */
  id: Scalars['ID']['output'];
  /** The plugin. */
  plugin: Plugin;
  /** When it was removed. */
  uninstalledAt: Scalars['DateTime']['output'];
  /** The version that was installed. */
  version: Scalars['String']['output'];
};

/** What the cart holds from now on, in place of what it held. */
export type UpdateCartInput = {
  /** The ticket types, at most 50; all are set aside, or nothing changes. */
  items: Array<CartItemInput>;
};

/** What to change of an event. What is left out stays as it is; null clears a field that may be empty. */
export type UpdateEventInput = {
  /** The most people over all ticket types; no limit if null. */
  capacity?: InputMaybe<Scalars['Int']['input']>;
  /** What kind of event it is, e.g. conference. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** What it is about, as Markdown. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it ends; after the start. */
  endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether those who hold a ticket may give it to someone else by themselves. */
  holdersMayTransfer?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where it takes place online. */
  onlineUrl?: InputMaybe<Scalars['URL']['input']>;
  /** When sales close; at the end of the event if null. */
  salesEndAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When sales open; at once if null. */
  salesStartAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** When it begins. */
  startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Words it can be found by, at most 20. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The IANA time zone in which its times are to be shown, e.g. Europe/Berlin. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** What the event is called, at most 200 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Where it takes place. */
  venue?: InputMaybe<VenueInput>;
  /** Who finds it once it is published. */
  visibility?: InputMaybe<EventVisibility>;
};

/** What changes about the organization; what is absent stays. */
export type UpdateOrganizationInput = {
  /** Its logo; null removes it. */
  logoUrl?: InputMaybe<Scalars['URL']['input']>;
  /** What it is called, 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Settings to change. */
  settings?: InputMaybe<OrganizationSettingsInput>;
};

/** What changes about the viewer; what is absent stays. */
export type UpdateProfileInput = {
  /** A picture of the person; null removes it. */
  avatarUrl?: InputMaybe<Scalars['URL']['input']>;
  /** How the person is called, 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** What changes of an event's waiting room. */
export type UpdateWaitingRoomInput = {
  /** For how many minutes someone whose turn came may open a cart, 2 to 60; 10 by default. */
  admissionMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Whether carts of the event need an admission. Off by default; places are kept while it is off. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** When the first are called; at once by default. Whoever comes before is shuffled at this time. */
  opensAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How many people are called per minute, 1 to 60,000; 100 by default. */
  ratePerMinute?: InputMaybe<Scalars['Int']['input']>;
};

/** What changes of an event's waitlist. */
export type UpdateWaitlistInput = {
  /** Whether people can join and offers are made. Whoever waits keeps their place while it is off. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** For how many minutes an offer stands, 5 to 10,080. */
  offerMinutes?: InputMaybe<Scalars['Int']['input']>;
};

/** A person with an account. Seen by that person and by members of the same organization. */
export type User = {
  /** A picture of the person. */
  avatarUrl: Maybe<Scalars['URL']['output']>;
  /** The address that the person signs in with, in lower case. FORBIDDEN for colleagues without organization:read. */
  email: Scalars['String']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** True if the viewer is this person and an operator of the server; nobody is told of others. */
  isOperator: Scalars['Boolean']['output'];
  /** When the person last signed in or continued a session. FORBIDDEN for colleagues without organization:read. */
  lastActiveAt: Maybe<Scalars['DateTime']['output']>;
  /** The person's organizations: all of them for the viewer, else the viewer's own only. */
  memberships: Array<Membership>;
  /** How the person is called. */
  name: Scalars['String']['output'];
  /** True if a login needs a code beside the password. FORBIDDEN for colleagues without organization:read. */
  twoFactorEnabled: Scalars['Boolean']['output'];
};

/** A place where events are held. */
export type Venue = {
  /** Street and number. */
  address: Maybe<Scalars['String']['output']>;
  /** The town or city. */
  city: Maybe<Scalars['String']['output']>;
  /** The country, as ISO 3166-1 alpha-2, e.g. DE. */
  country: Maybe<Scalars['String']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** What the place is called. */
  name: Scalars['String']['output'];
};

/** A page of a list of Venue. */
export type VenueConnection = {
  /** The entries of this page, in order. */
  edges: Array<VenueEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One Venue in a list. */
export type VenueEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The Venue. */
  node: Venue;
};

/** A place. The same place given twice is one venue. */
export type VenueInput = {
  /** Street and number. */
  address?: InputMaybe<Scalars['String']['input']>;
  /** The town or city. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** The country, as ISO 3166-1 alpha-2, e.g. DE. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** What the place is called, at most 200 characters. */
  name: Scalars['String']['input'];
};

/** A place in a waiting room, as the person it is of sees it. */
export type WaitingPlace = {
  /** How many are called before them; null while there is no order, or nobody is. */
  ahead: Maybe<Scalars['Int']['output']>;
  /** In how many seconds it will be their turn, at the rate of the moment; before the opening, until it. */
  estimatedWaitSeconds: Maybe<Scalars['Int']['output']>;
  /** The event. */
  event: Event;
  /** When the first are called, or were. */
  opensAt: Scalars['DateTime']['output'];
  /** In how many seconds it is worth asking again. */
  pollAfterSeconds: Scalars['Int']['output'];
  /** How far they are. */
  status: WaitingPlaceStatus;
  /** Keeps the place; whoever has it has the place. */
  token: Scalars['String']['output'];
};

/** How far someone in a waiting room is. */
export type WaitingPlaceStatus =
  /** Waiting for the opening, when the order is drawn. */
  | 'BEFORE_OPENING'
  /** It is their turn: they can be admitted. */
  | 'CALLED'
  /** The event is over or called off. */
  | 'CLOSED'
  /** The waiting room was switched off: tickets can be bought right away. */
  | 'NOT_NEEDED'
  /** In line, while nobody is called. */
  | 'PAUSED'
  /** In line. */
  | 'WAITING';

/** The line before an event that many want tickets of at once. */
export type WaitingRoom = {
  /** Its rules and counts; null for viewers outside the organization. */
  figures: Maybe<WaitingRoomFigures>;
  /** When the first are called, or were. */
  opensAt: Scalars['DateTime']['output'];
  /** Where it is in its life. */
  status: WaitingRoomStatus;
};

/** What the organizer sees of a waiting room. */
export type WaitingRoomFigures = {
  /** For how many minutes someone whose turn came may open a cart. */
  admissionMinutes: Scalars['Int']['output'];
  /** How many took their turn. */
  admitted: Scalars['Int']['output'];
  /** How many were called. */
  called: Scalars['Int']['output'];
  /** How many of them have an open cart. */
  carts: Scalars['Int']['output'];
  /** How many places were taken. */
  joined: Scalars['Int']['output'];
  /** How many of them placed an order. */
  orders: Scalars['Int']['output'];
  /** How many people are called per minute. */
  ratePerMinute: Scalars['Int']['output'];
  /** How many wait. */
  waiting: Scalars['Int']['output'];
};

/** Where a waiting room is in its life. */
export type WaitingRoomStatus =
  /** People can join; the first are called at the opening, in an order drawn then. */
  | 'BEFORE_OPENING'
  /** The event is over or called off. */
  | 'CLOSED'
  /** Switched off: tickets can be bought without waiting. */
  | 'OFF'
  /** People are called at the rate that the organizer set. */
  | 'OPEN'
  /** Nobody is called at the moment; the line stays as it is. */
  | 'PAUSED';

/** Whether people can wait for tickets of a sold-out event, and how many do. */
export type Waitlist = {
  /** Whether people can join and offers are made. */
  enabled: Scalars['Boolean']['output'];
  /** For how many minutes an offer stands. */
  offerMinutes: Scalars['Int']['output'];
  /** How many offers are open. */
  offered: Scalars['Int']['output'];
  /** How many offers were taken. */
  taken: Scalars['Int']['output'];
  /** How many entries wait. */
  waiting: Scalars['Int']['output'];
  /** How many tickets they wait for. */
  waitingTickets: Scalars['Int']['output'];
};

/** Someone on the waitlist, as the organizer sees them. */
export type WaitlistEntry = {
  /** Whether they take fewer when fewer are free. */
  acceptFewer: Scalars['Boolean']['output'];
  /** Their e-mail address. */
  email: Scalars['String']['output'];
  /** Its id. */
  id: Scalars['ID']['output'];
  /** When they joined. */
  joinedAt: Scalars['DateTime']['output'];
  /** Their name. */
  name: Scalars['String']['output'];
  /** Until when the offer stands, or stood; null before. */
  offerExpiresAt: Maybe<Scalars['DateTime']['output']>;
  /** How many tickets they were offered; null before. */
  offered: Maybe<Scalars['Int']['output']>;
  /** The order of joining, over all ticket types of the event; never given twice. */
  place: Scalars['Int']['output'];
  /** How many tickets they want. */
  quantity: Scalars['Int']['output'];
  /** How far they are. */
  status: WaitlistEntryStatus;
  /** What they wait for. */
  ticketType: TicketType;
};

/** A page of a list of WaitlistEntry. */
export type WaitlistEntryConnection = {
  /** The entries of this page, in order. */
  edges: Array<WaitlistEntryEdge>;
  /** Where this page lies in the list. */
  pageInfo: PageInfo;
  /** How many entries the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** One WaitlistEntry in a list. */
export type WaitlistEntryEdge = {
  /** Where this edge lies in the list. */
  cursor: Scalars['String']['output'];
  /** The WaitlistEntry. */
  node: WaitlistEntry;
};

/** How far someone on a waitlist is. */
export type WaitlistEntryStatus =
  /** The event is over or called off. */
  | 'CLOSED'
  /** They did not take the offer in time. */
  | 'LAPSED'
  /** They left the list themselves. */
  | 'LEFT'
  /** Tickets are kept for them until they take them or the time is up. */
  | 'OFFERED'
  /** The organizer removed them. */
  | 'REMOVED'
  /** They took the offer: a cart holds the tickets, or an order has them. */
  | 'TAKEN'
  /** In line. */
  | 'WAITING';

/** Whom to list; all conditions must hold. */
export type WaitlistFilter = {
  /** Only those with this status. */
  status?: InputMaybe<WaitlistEntryStatus>;
  /** Only those who wait for this ticket type. */
  ticketTypeId?: InputMaybe<Scalars['ID']['input']>;
};

/** A place on a waitlist, as the person it is of sees it. */
export type WaitlistPlace = {
  /** Whether they take fewer when fewer are free. */
  acceptFewer: Scalars['Boolean']['output'];
  /** How many are before them for the same tickets; null unless they wait. */
  ahead: Maybe<Scalars['Int']['output']>;
  /** The event. */
  event: Event;
  /** Until when the offer can be taken; null unless one was made. */
  offerExpiresAt: Maybe<Scalars['DateTime']['output']>;
  /** How many tickets are offered; null unless an offer was made. */
  offered: Maybe<Scalars['Int']['output']>;
  /** How many tickets they want. */
  quantity: Scalars['Int']['output'];
  /** How far they are. */
  status: WaitlistEntryStatus;
  /** What they wait for. */
  ticketType: TicketType;
};

/** What the outside service is answered. */
export type WebhookAnswer = {
  /** The body, as text. */
  body: Maybe<Scalars['String']['output']>;
  /** Seconds after which to call again. */
  retryAfter: Maybe<Scalars['Int']['output']>;
  /** The HTTP status. */
  status: Scalars['Int']['output'];
};
