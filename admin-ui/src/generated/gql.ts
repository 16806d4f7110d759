/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query ActivityLog($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    activityLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          name\n          summary\n          occurredAt\n          changed\n          details\n          requestId\n          actor { kind id user { id name } }\n          subject { type id label }\n        }\n      }\n    }\n  }\n": typeof types.ActivityLogDocument,
    "\n  query ActivityPeople {\n    viewerOrganization { id members(first: 100) { edges { node { id user { id name } } } } }\n  }\n": typeof types.ActivityPeopleDocument,
    "\n  mutation CheckInTicket($code: String!, $idempotencyKey: String!, $listId: ID) {\n    checkInTicket(code: $code, idempotencyKey: $idempotencyKey, listId: $listId) {\n      id\n      checkedInAt\n      ticket {\n        id\n        attendee { name }\n        ticketType { id name }\n        event { id title }\n      }\n    }\n  }\n": typeof types.CheckInTicketDocument,
    "\n  mutation UndoCheckIn($code: String!, $listId: ID) { undoCheckIn(code: $code, listId: $listId) { id status } }\n": typeof types.UndoCheckInDocument,
    "\n  query CheckInLists($eventId: ID!) {\n    checkInLists(eventId: $eventId) {\n      id name isDefault expected checkedIn\n      counts { expected checkedIn ticketType { id name } }\n    }\n  }\n": typeof types.CheckInListsDocument,
    "\n  subscription LiveCheckIns($eventId: ID!) {\n    checkIns(eventId: $eventId) {\n      lists {\n        id name isDefault expected checkedIn\n        counts { expected checkedIn ticketType { id name } }\n      }\n    }\n  }\n": typeof types.LiveCheckInsDocument,
    "\n  query CheckInListSettings($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    checkInLists(eventId: $eventId) { id name isDefault checkedIn ticketTypes { id name } }\n  }\n": typeof types.CheckInListSettingsDocument,
    "\n  mutation CreateCheckInList($eventId: ID!, $input: CheckInListInput!, $key: String) {\n    createCheckInList(eventId: $eventId, input: $input, idempotencyKey: $key) { id name }\n  }\n": typeof types.CreateCheckInListDocument,
    "\n  mutation DeleteCheckInList($id: ID!) { deleteCheckInList(id: $id) }\n": typeof types.DeleteCheckInListDocument,
    "\n  query DoorSetup($eventId: ID!) {\n    ticketSigningKeys { id publicKey status }\n    checkInLists(eventId: $eventId) { id ticketTypes { id } event { id ticketTypes { id name } } }\n  }\n": typeof types.DoorSetupDocument,
    "\n  query DoorList($listId: ID!, $after: String) {\n    doorList(listId: $listId, after: $after) {\n      endCursor hasMore\n      entries { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n    }\n  }\n": typeof types.DoorListDocument,
    "\n  query DoorRevocations($eventId: ID!, $since: Int!) {\n    ticketRevocations(eventId: $eventId, since: $since) {\n      latest hasMore eventCancelled\n      revocations {\n        number ticketId serial\n        entry { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n      }\n    }\n  }\n": typeof types.DoorRevocationsDocument,
    "\n  mutation SyncScans($input: [OfflineScanInput!]!, $sentAt: DateTime!) {\n    syncCheckIns(input: $input, sentAt: $sentAt) {\n      scanId outcome scannedAt voidReason\n      ticket { id attendee { name } ticketType { id name } }\n      checkIn { id checkedInAt deviceId checkedInBy { id name } }\n      displaced { id checkedInAt deviceId checkedInBy { id name } }\n    }\n  }\n": typeof types.SyncScansDocument,
    "query AnyEvent { events(first: 1) { totalCount } }": typeof types.AnyEventDocument,
    "\n  query LatestOrders {\n    orders(first: 5) {\n      edges { node { id number status createdAt buyer { name } total { formatted } } }\n    }\n  }\n": typeof types.LatestOrdersDocument,
    "\n  query DashboardSales($range: DateRangeInput!, $granularity: Granularity!) {\n    salesAnalytics(range: $range, granularity: $granularity) {\n      timeZone\n      totals {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      series {\n        startsAt\n        figures { orders tickets gross { amount currency formatted } }\n      }\n      byEvent {\n        event { id title }\n        figures { orders tickets gross { currency formatted } }\n      }\n    }\n    viewerOrganization {\n      id\n      overview(range: $range) { checkedIn views }\n    }\n  }\n": typeof types.DashboardSalesDocument,
    "\n  query UpcomingEvents($from: DateTime!) {\n    events(filter: { status: PUBLISHED, from: $from }, last: 5) {\n      edges {\n        node { id title startsAt timeZone ticketsSold capacity ticketTypes { id kind quantity } }\n      }\n    }\n  }\n": typeof types.UpcomingEventsDocument,
    "\n  mutation CreateAddOnGroup($eventId: ID!, $input: AddOnGroupInput!) {\n    createAddOnGroup(eventId: $eventId, input: $input) { id }\n  }\n": typeof types.CreateAddOnGroupDocument,
    "\n  mutation UpdateAddOnGroup($id: ID!, $input: AddOnGroupInput!) { updateAddOnGroup(id: $id, input: $input) { id } }\n": typeof types.UpdateAddOnGroupDocument,
    "mutation DeleteAddOnGroup($id: ID!) { deleteAddOnGroup(id: $id) }": typeof types.DeleteAddOnGroupDocument,
    "\n  mutation DuplicateEvent($id: ID!, $startsAt: DateTime!, $idempotencyKey: String!) {\n    duplicateEvent(id: $id, startsAt: $startsAt, idempotencyKey: $idempotencyKey) { id }\n  }\n": typeof types.DuplicateEventDocument,
    "\n  query EventToEdit($id: ID!) {\n    event(id: $id) {\n      id\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      holdersMayTransfer\n      series { id }\n    }\n  }\n": typeof types.EventToEditDocument,
    "\n  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {\n    updateEvent(id: $id, version: $version, input: $input) { id version }\n  }\n": typeof types.UpdateEventDocument,
    "\n  mutation UpdateSeries(\n    $eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean!\n  ) {\n    updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n": typeof types.UpdateSeriesDocument,
    "mutation PublishEvent($id: ID!) { publishEvent(id: $id) { id status version } }": typeof types.PublishEventDocument,
    "\n  mutation CancelEvent($id: ID!, $reason: String) {\n    cancelEvent(id: $id, reason: $reason) { id status version cancelReason }\n  }\n": typeof types.CancelEventDocument,
    "mutation DeleteEvent($id: ID!) { deleteEvent(id: $id) }": typeof types.DeleteEventDocument,
    "\n  query EventActivity($id: ID!) {\n    event(id: $id) {\n      id\n      activity(first: 10) {\n        totalCount\n        edges {\n          node {\n            id\n            name\n            summary\n            occurredAt\n            changed\n            requestId\n            actor { kind id user { id name } }\n            subject { type id label }\n          }\n        }\n      }\n    }\n  }\n": typeof types.EventActivityDocument,
    "\n  query EventChoices {\n    events(first: 100) { edges { node { id title } } }\n  }\n": typeof types.EventChoicesDocument,
    "\n  fragment FiguresOfEvent on Event {\n    analytics {\n      sales {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      checkedIn\n      views\n      uniqueVisitors\n      conversionRate\n      referrers { host views }\n    }\n  }\n": typeof types.FiguresOfEventFragmentDoc,
    "\n  query EventFigures($id: ID!) {\n    event(id: $id) { id ...FiguresOfEvent }\n  }\n": typeof types.EventFiguresDocument,
    "\n  mutation UploadEventImage($eventId: ID!, $file: Upload!, $alt: String, $idempotencyKey: String) {\n    uploadEventImage(eventId: $eventId, file: $file, alt: $alt, idempotencyKey: $idempotencyKey) { id }\n  }\n": typeof types.UploadEventImageDocument,
    "mutation DeleteEventImage($id: ID!) { deleteEventImage(id: $id) }": typeof types.DeleteEventImageDocument,
    "\n  query Events($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          title\n          status\n          startsAt\n          timeZone\n          venue { id name city }\n          onlineUrl\n          ticketsSold\n          capacity\n          ticketTypes { id kind quantity }\n          series { id }\n        }\n      }\n    }\n  }\n": typeof types.EventsDocument,
    "\n  query EventPage($id: ID!) {\n    event(id: $id) {\n      id\n      slug\n      status\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      currency\n      cancelReason\n      ticketsSold\n      series { id }\n      images { id url alt width height }\n      ticketTypes {\n        id\n        kind\n        addOnGroup { id }\n        name\n        description\n        price { amount currency formatted }\n        quantity\n        sold\n        held\n        available\n        minPerOrder\n        maxPerOrder\n        salesStartAt\n        salesEndAt\n        hidden\n        accessCode\n        sortOrder\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone sortOrder }\n      questions {\n        id kind label helpText required choices ticketTypeIds sortOrder\n        condition { questionId values }\n      }\n    }\n  }\n": typeof types.EventPageDocument,
    "\n  subscription EventLive($id: ID!, $figures: Boolean!) {\n    eventSales(eventId: $id) {\n      event {\n        id\n        ticketsSold\n        ticketTypes { id sold held available }\n        ...FiguresOfEvent @include(if: $figures)\n      }\n    }\n  }\n": typeof types.EventLiveDocument,
    "\n  mutation ExportAttendees($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }\n": typeof types.ExportAttendeesDocument,
    "\n  mutation MessageAttendees($eventId: ID!, $input: MessageInput!) {\n    messageAttendees(eventId: $eventId, input: $input)\n  }\n": typeof types.MessageAttendeesDocument,
    "\n  query EventDefaults {\n    viewerOrganization { id settings { currency } }\n  }\n": typeof types.EventDefaultsDocument,
    "\n  mutation CreateEvent($input: CreateEventInput!) { createEvent(input: $input) { id } }\n": typeof types.CreateEventDocument,
    "\n  mutation CreateQuestion($eventId: ID!, $input: QuestionInput!) {\n    createQuestion(eventId: $eventId, input: $input) { id }\n  }\n": typeof types.CreateQuestionDocument,
    "\n  mutation UpdateQuestion($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { id } }\n": typeof types.UpdateQuestionDocument,
    "mutation DeleteQuestion($id: ID!) { deleteQuestion(id: $id) }": typeof types.DeleteQuestionDocument,
    "\n  mutation RepeatEvent($input: CreateEventSeriesInput!) {\n    createEventSeries(input: $input) { id title rule }\n  }\n": typeof types.RepeatEventDocument,
    "\n  mutation AddSeriesDates($id: ID!, $input: AddEventSeriesDatesInput!) {\n    addEventSeriesDates(id: $id, input: $input) { id title updatedAt }\n  }\n": typeof types.AddSeriesDatesDocument,
    "\n  query SeriesDates($id: ID!, $after: String) {\n    eventSeries(id: $id) {\n      id\n      title\n      rule\n      events(first: 100, after: $after) {\n        totalCount\n        pageInfo { endCursor hasNextPage }\n        edges { node { id title status startsAt timeZone ticketsSold seriesChanged } }\n      }\n    }\n  }\n": typeof types.SeriesDatesDocument,
    "\n  mutation PublishSeries($id: ID!) {\n    publishEventSeries(id: $id) {\n      changed { id status version }\n      kept { event { id startsAt timeZone } code }\n    }\n  }\n": typeof types.PublishSeriesDocument,
    "\n  mutation CancelSeries($eventId: ID!, $reason: String) {\n    cancelEventSeries(eventId: $eventId, reason: $reason) { changed { id status version cancelReason } }\n  }\n": typeof types.CancelSeriesDocument,
    "\n  mutation ShareTicketType($ticketTypeId: ID!, $scope: SeriesScope!, $overwrite: Boolean!) {\n    shareTicketType(ticketTypeId: $ticketTypeId, scope: $scope, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n": typeof types.ShareTicketTypeDocument,
    "\n  mutation CreateTicketType($eventId: ID!, $input: TicketTypeInput!) {\n    createTicketType(eventId: $eventId, input: $input) { id }\n  }\n": typeof types.CreateTicketTypeDocument,
    "\n  mutation UpdateTicketType($id: ID!, $input: TicketTypeInput!) {\n    updateTicketType(id: $id, input: $input) { id }\n  }\n": typeof types.UpdateTicketTypeDocument,
    "mutation DeleteTicketType($id: ID!) { deleteTicketType(id: $id) }": typeof types.DeleteTicketTypeDocument,
    "\n  mutation UpdateWaitingRoom($id: ID!, $input: UpdateWaitingRoomInput!) {\n    updateWaitingRoom(eventId: $id, input: $input) { status opensAt }\n  }\n": typeof types.UpdateWaitingRoomDocument,
    "\n  query WaitingRoomOfEvent($id: ID!) {\n    event(id: $id) {\n      id status timeZone\n      waitingRoom {\n        status opensAt\n        figures { ratePerMinute admissionMinutes joined called waiting admitted carts orders }\n      }\n    }\n  }\n": typeof types.WaitingRoomOfEventDocument,
    "mutation PauseWaitingRoom($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }": typeof types.PauseWaitingRoomDocument,
    "mutation ResumeWaitingRoom($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }": typeof types.ResumeWaitingRoomDocument,
    "\n  query WaitlistEntries($id: ID!, $filter: WaitlistFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    event(id: $id) { id title timeZone }\n    waitlistEntries(eventId: $id, filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id place name email quantity acceptFewer status offered offerExpiresAt joinedAt\n          ticketType { id name }\n        }\n      }\n    }\n  }\n": typeof types.WaitlistEntriesDocument,
    "mutation RemoveWaitlistEntry($id: ID!) { removeWaitlistEntry(id: $id) { id status } }": typeof types.RemoveWaitlistEntryDocument,
    "\n  query WaitlistOfEvent($id: ID!) {\n    event(id: $id) {\n      id status\n      waitlist { enabled offerMinutes waiting waitingTickets offered taken }\n    }\n  }\n": typeof types.WaitlistOfEventDocument,
    "\n  mutation UpdateWaitlist($id: ID!, $input: UpdateWaitlistInput!) {\n    updateWaitlist(eventId: $id, input: $input) { id waitlist { enabled offerMinutes } }\n  }\n": typeof types.UpdateWaitlistDocument,
    "mutation Logout { logout }": typeof types.LogoutDocument,
    "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n": typeof types.SwitchOrganizationDocument,
    "\n  mutation ChangeAttendee($ticketId: ID!, $input: AttendeeChangeInput!) {\n    changeAttendee(ticketId: $ticketId, input: $input) { id attendee { name email } }\n  }\n": typeof types.ChangeAttendeeDocument,
    "\n  mutation ChangeTicketAnswers($id: ID!, $answers: [AnswerInput!]!) {\n    changeTicketAnswers(id: $id, answers: $answers) { id answers { questionId kind label values } }\n  }\n": typeof types.ChangeTicketAnswersDocument,
    "\n  query ExchangeTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name kind available price { formatted } } }\n  }\n": typeof types.ExchangeTypesDocument,
    "\n  query OrderChangeQuote($input: TicketTypeChangeInput!) {\n    orderChangeQuote(input: $input) {\n      before { formatted }\n      after { formatted }\n      difference { amount formatted }\n    }\n  }\n": typeof types.OrderChangeQuoteDocument,
    "\n  mutation ChangeTicketType($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id status } }\n": typeof types.ChangeTicketTypeDocument,
    "\n  mutation ExportOrders($filter: OrderFilter) { exportOrders(filter: $filter) { url } }\n": typeof types.ExportOrdersDocument,
    "\n  mutation RecordManualPayment($orderId: ID!, $note: String, $idempotencyKey: String!) {\n    recordManualPayment(orderId: $orderId, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n": typeof types.RecordManualPaymentDocument,
    "mutation CancelOrder($id: ID!) { cancelOrder(id: $id) { id status } }": typeof types.CancelOrderDocument,
    "mutation ResendTickets($orderId: ID!) { resendTickets(orderId: $orderId) }": typeof types.ResendTicketsDocument,
    "mutation CancelOrderChange($id: ID!) { cancelOrderChange(id: $id) { id status } }": typeof types.CancelOrderChangeDocument,
    "\n  mutation RecordOrderChangePayment($id: ID!, $note: String, $idempotencyKey: String!) {\n    recordOrderChangePayment(id: $id, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n": typeof types.RecordOrderChangePaymentDocument,
    "mutation IssueInvoice($orderId: ID!) { issueInvoice(orderId: $orderId) { id number } }": typeof types.IssueInvoiceDocument,
    "\n  query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    orders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          number\n          status\n          createdAt\n          total { formatted }\n          buyer { name email }\n          items { id quantity }\n          event { id title }\n        }\n      }\n    }\n  }\n": typeof types.OrdersDocument,
    "\n  query OrderPage($id: ID!, $withTickets: Boolean!) {\n    order(id: $id) {\n      id\n      number\n      status\n      createdAt\n      confirmedAt\n      expiresAt\n      closedReason\n      buyer { name email }\n      event { id title }\n      promoCode\n      paymentMethodLabel\n      paymentReference\n      items { id name quantity unitPrice { formatted } total { formatted } }\n      subtotal { formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      taxIncluded\n      total { amount currency formatted }\n      paid { amount formatted }\n      refunded { amount formatted }\n      refunds { id amount { formatted } status reason needsHand feesKept { amount formatted } createdAt completedAt }\n      changes {\n        id fromName toName status paymentReference expiresAt createdAt\n        difference { amount formatted }\n      }\n      invoices { id number kind issuedAt downloadUrl total { formatted } }\n      transactions { id type amount { formatted } method note reference createdAt }\n      tickets @include(if: $withTickets) {\n        id\n        code\n        status\n        admits\n        checkedInAt\n        answers { questionId kind label values }\n        attendee { name email }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n    }\n  }\n": typeof types.OrderPageDocument,
    "\n  mutation SettleRefund($input: SettleRefundInput!) { settleRefund(input: $input) { id status } }\n": typeof types.SettleRefundDocument,
    "mutation RetryRefund($refundId: ID!) { retryRefund(refundId: $refundId) { id status } }": typeof types.RetryRefundDocument,
    "\n  mutation RefundOrder($input: RefundOrderInput!) {\n    refundOrder(input: $input) { id status }\n  }\n": typeof types.RefundOrderDocument,
    "\n  query RefundPreview($input: RefundOrderInput!) {\n    refundPreview(input: $input) {\n      amount { formatted }\n      tax { amount formatted }\n      feesKept { amount formatted }\n      available { formatted }\n      tickets\n    }\n  }\n": typeof types.RefundPreviewDocument,
    "\n  query FailedHooks($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      failedHooks(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id event occurredAt failedAt attempts requestId error { code message } } }\n      }\n    }\n  }\n": typeof types.FailedHooksDocument,
    "\n  mutation ReplayFailedHook($id: ID!) { replayFailedHook(id: $id) }\n": typeof types.ReplayFailedHookDocument,
    "\n  mutation ReplayFailedHooks($id: ID!) { replayFailedHooks(installationId: $id) }\n": typeof types.ReplayFailedHooksDocument,
    "\n  query PluginSchedules {\n    installedPlugins {\n      id enabled\n      schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }\n    }\n  }\n": typeof types.PluginSchedulesDocument,
    "\n  mutation RunPluginSchedule($id: ID!, $schedule: String!) {\n    runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId }\n  }\n": typeof types.RunPluginScheduleDocument,
    "\n  mutation InstallPlugin($pluginId: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {\n    installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { id }\n  }\n": typeof types.InstallPluginDocument,
    "\n  query PluginLogs($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      logs(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id at level source message fields requestId } }\n      }\n    }\n  }\n": typeof types.PluginLogsDocument,
    "\n  subscription LivePluginLogs($id: ID!) {\n    pluginLogs(installationId: $id) { lines { id at level source message fields requestId } }\n  }\n": typeof types.LivePluginLogsDocument,
    "\n  query Marketplace($filter: PluginFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name description author category latest { version } } }\n    }\n    installedPlugins {\n      id enabled configured\n      plugin { id name description author category latest { version } }\n      version { version }\n    }\n  }\n": typeof types.MarketplaceDocument,
    "\n  query UninstalledPlugins { uninstalledPlugins { id version uninstalledAt deletedAt plugin { id name } } }\n": typeof types.UninstalledPluginsDocument,
    "\n  mutation RestorePlugin($id: ID!) { restorePlugin(installationId: $id) { id } }\n": typeof types.RestorePluginDocument,
    "\n  query RegisteredOperations { registeredOperations { client name document forServer registeredAt } }\n": typeof types.RegisteredOperationsDocument,
    "\n  mutation ForgetClient($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }\n": typeof types.ForgetClientDocument,
    "\n  mutation DeprecatePluginVersion($pluginId: ID!, $version: String!, $reason: String!) {\n    deprecatePluginVersion(pluginId: $pluginId, version: $version, reason: $reason) { version status deprecationReason }\n  }\n": typeof types.DeprecatePluginVersionDocument,
    "\n  mutation EnablePlugin($id: ID!) { enablePlugin(installationId: $id) { id enabled } }\n": typeof types.EnablePluginDocument,
    "\n  mutation DisablePlugin($id: ID!) { disablePlugin(installationId: $id) { id enabled } }\n": typeof types.DisablePluginDocument,
    "\n  query PluginPage($id: ID!) {\n    plugin(id: $id) {\n      id name description author category viewerPublishes\n      latest {\n        version status publishedAt permissions network manifest integrity\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n      versions {\n        version status submittedAt publishedAt permissions network manifest deprecationReason\n        requests { kind name } secrets { name title withheld hosts }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n    installedPlugins {\n      id enabled configured configuration configSchema grantedPermissions consented { kind name } installedAt storageBytes\n      plugin { id }\n      version {\n        version status deprecationReason permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n  }\n": typeof types.PluginPageDocument,
    "\n  mutation UninstallPlugin($id: ID!) { uninstallPlugin(installationId: $id) }\n": typeof types.UninstallPluginDocument,
    "\n  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {\n    upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id }\n  }\n": typeof types.UpgradePluginDocument,
    "\n  mutation PublishPlugin($bundle: Upload!) {\n    publishPlugin(bundle: $bundle) {\n      plugin { id name }\n      version { version status }\n      supergraphRelease\n      warnings { path message }\n    }\n  }\n": typeof types.PublishPluginDocument,
    "\n  mutation ReviewPlugin($pluginId: ID!, $version: String!, $decision: ReviewDecision!, $note: String) {\n    reviewPlugin(pluginId: $pluginId, version: $version, decision: $decision, note: $note) {\n      version status review { note }\n    }\n  }\n": typeof types.ReviewPluginDocument,
    "\n  query ReviewQueue($first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: { awaitingReview: true }, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name author versions { version status submittedAt review { findings { severity } } } } }\n    }\n  }\n": typeof types.ReviewQueueDocument,
    "\n  query PluginVersionPage($id: ID!, $version: String!) {\n    plugin(id: $id) {\n      id name\n      version(version: $version) {\n        version status submittedAt publishedAt integrity permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n        review {\n          previousVersion addedPermissions addedHosts addedFields note bundleUrl\n          changes { path before after }\n          findings { severity code file line message }\n          files { name bytes }\n        }\n      }\n    }\n  }\n": typeof types.PluginVersionPageDocument,
    "\n  mutation ConfigurePlugin($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n": typeof types.ConfigurePluginDocument,
    "\n  query PluginWebhooks { installedPlugins { id webhooks { name url } } }\n": typeof types.PluginWebhooksDocument,
    "\n  mutation RotateWebhookAddresses($id: ID!) { rotateWebhookAddresses(installationId: $id) { id webhooks { name url } } }\n": typeof types.RotateWebhookAddressesDocument,
    "\n  mutation ExecuteAction($pluginId: ID!, $action: String!, $params: JSON) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params) {\n      ok data durationMs requestId\n      error { code message retryable }\n    }\n  }\n": typeof types.ExecuteActionDocument,
    "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword)\n  }\n": typeof types.ChangePasswordDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { id name } }\n": typeof types.UpdateProfileDocument,
    "\n  query Sessions { sessions { id current createdAt lastUsedAt ip userAgent } }\n": typeof types.SessionsDocument,
    "mutation RevokeSession($id: ID!) { revokeSession(id: $id) }": typeof types.RevokeSessionDocument,
    "mutation EnableTwoFactor { enableTwoFactor { otpauthUrl secret } }": typeof types.EnableTwoFactorDocument,
    "\n  mutation ConfirmTwoFactor($code: String!) { confirmTwoFactor(code: $code) { codes } }\n": typeof types.ConfirmTwoFactorDocument,
    "mutation DisableTwoFactor($code: String!) { disableTwoFactor(code: $code) }": typeof types.DisableTwoFactorDocument,
    "\n  query ApiTokens {\n    apiTokens { id name prefix scopes createdAt createdBy { id name } expiresAt lastUsedAt }\n  }\n": typeof types.ApiTokensDocument,
    "mutation RevokeApiToken($id: ID!) { revokeApiToken(id: $id) }": typeof types.RevokeApiTokenDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) { secret token { id name } }\n  }\n": typeof types.CreateApiTokenDocument,
    "\n  mutation ChangeMemberRole($membershipId: ID!, $role: Role!) {\n    changeMemberRole(membershipId: $membershipId, role: $role) { id role }\n  }\n": typeof types.ChangeMemberRoleDocument,
    "query Invitations { invitations { id email role expiresAt } }": typeof types.InvitationsDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { id email } }\n": typeof types.InviteMemberDocument,
    "mutation RevokeInvitation($id: ID!) { revokeInvitation(id: $id) }": typeof types.RevokeInvitationDocument,
    "\n  query Members($first: Int, $after: String, $last: Int, $before: String) {\n    viewerOrganization {\n      id\n      members(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id role createdAt user { id name email lastActiveAt twoFactorEnabled } } }\n      }\n    }\n  }\n": typeof types.MembersDocument,
    "mutation RemoveMember($membershipId: ID!) { removeMember(membershipId: $membershipId) }": typeof types.RemoveMemberDocument,
    "\n  mutation SendTestNotification($template: String!, $to: String!, $idempotencyKey: String!) {\n    sendTestNotification(template: $template, to: $to, idempotencyKey: $idempotencyKey) { id recipient }\n  }\n": typeof types.SendTestNotificationDocument,
    "\n  mutation UpdateNotificationTemplate($input: NotificationTemplateInput!) {\n    updateNotificationTemplate(input: $input) { id subject text html customized updatedAt }\n  }\n": typeof types.UpdateNotificationTemplateDocument,
    "\n  mutation ResetNotificationTemplate($template: String!, $locale: String!) {\n    resetNotificationTemplate(template: $template, locale: $locale) { id subject text html customized updatedAt }\n  }\n": typeof types.ResetNotificationTemplateDocument,
    "\n  query NotificationTemplates {\n    notificationTemplates {\n      id\n      name\n      locale\n      description\n      category\n      customized\n      updatedAt\n      subject\n      text\n      html\n      placeholders { name description required }\n    }\n  }\n": typeof types.NotificationTemplatesDocument,
    "\n  query OrganizationSettings {\n    viewerOrganization {\n      id\n      name\n      slug\n      logoUrl\n      settings {\n        currency\n        holdMinutes\n        locale\n        supportEmail\n        timeZone\n        billing { legalName address country email taxId }\n      }\n    }\n  }\n": typeof types.OrganizationSettingsDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) { id name }\n  }\n": typeof types.UpdateOrganizationDocument,
    "\n  mutation UpdateFees($input: FeeRulesInput!) { updateFees(input: $input) { id basisPoints fixedPerTicket payer } }\n": typeof types.UpdateFeesDocument,
    "\n  mutation UpdateInvoiceSettings($input: InvoiceSettingsInput!) {\n    updateInvoiceSettings(input: $input) {\n      id legalName address country taxId prefix creditPrefix automatic footer updatedAt\n    }\n  }\n": typeof types.UpdateInvoiceSettingsDocument,
    "\n  mutation CreatePromoCode($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }\n": typeof types.CreatePromoCodeDocument,
    "\n  mutation UpdateOrderRules($input: OrderRulesInput!) {\n    updateOrderRules(input: $input) { id buyersRenameAttendees updatedAt }\n  }\n": typeof types.UpdateOrderRulesDocument,
    "\n  query PriceRules {\n    feeRules { id basisPoints fixedPerTicket payer updatedAt }\n    taxRules { id mode rates { name basisPoints country category } updatedAt }\n    invoiceSettings { id legalName address country taxId prefix creditPrefix automatic footer updatedAt }\n    orderRules { id buyersRenameAttendees updatedAt }\n  }\n": typeof types.PriceRulesDocument,
    "\n  query PromoCodes {\n    promoCodes {\n      id\n      code\n      active\n      kind\n      amount { formatted }\n      basisPoints\n      event { id title }\n      startsAt\n      endsAt\n      maxUses\n      maxUsesPerBuyer\n      uses\n    }\n  }\n": typeof types.PromoCodesDocument,
    "\n  mutation DeactivatePromoCode($id: ID!) { deactivatePromoCode(id: $id) { id active } }\n": typeof types.DeactivatePromoCodeDocument,
    "\n  query TaxedTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    taxCategories { category ticketType { id } }\n  }\n": typeof types.TaxedTypesDocument,
    "\n  mutation SetTaxCategory($input: TaxCategoryInput!) {\n    setTaxCategory(input: $input) { category ticketType { id } }\n  }\n": typeof types.SetTaxCategoryDocument,
    "\n  mutation UpdateTaxRules($input: TaxRulesInput!) {\n    updateTaxRules(input: $input) { id mode rates { name basisPoints country category } }\n  }\n": typeof types.UpdateTaxRulesDocument,
    "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n": typeof types.InvitationDocument,
    "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n": typeof types.AcceptInvitationDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": typeof types.RequestPasswordResetDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n": typeof types.RegisterDocument,
    "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n": typeof types.ResetPasswordDocument,
    "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n": typeof types.LoginDocument,
    "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n": typeof types.CompleteTwoFactorLoginDocument,
    "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      isOperator\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n": typeof types.ViewerDocument,
    "\n  mutation RunExtensionAction($pluginId: ID!, $action: String!, $params: JSON, $organization: String) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params, organization: $organization) {\n      ok data error { code message }\n    }\n  }\n": typeof types.RunExtensionActionDocument,
    "\n  mutation SaveExtensionSettings($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n": typeof types.SaveExtensionSettingsDocument,
    "\n  query ExtensionsAt($target: ExtensionTarget!, $organization: String, $context: JSON!) {\n    extensions(target: $target, organization: $organization) {\n      id target component moduleUrl integrity configuration\n      input(context: $context)\n      installation { id plugin { id name } }\n    }\n  }\n": typeof types.ExtensionsAtDocument,
    "\n  mutation UpdateCart($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }\n": typeof types.UpdateCartDocument,
    "\n  query CartInShop($token: String!) {\n    cart(token: $token) {\n      id token expiresAt promoCode\n      event {\n        id title slug startsAt endsAt timeZone status salesStartAt salesEndAt\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items {\n        name quantity\n        unitPrice { amount formatted }\n        total { amount formatted }\n        id\n        ticketType {\n          id kind available minPerOrder maxPerOrder\n          addOnGroup { id }\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      paymentMethods { id label description }\n    }\n  }\n": typeof types.CartInShopDocument,
    "mutation ReleaseCart($token: String!) { releaseCart(token: $token) }": typeof types.ReleaseCartDocument,
    "\n  mutation Checkout($input: CheckoutInput!) {\n    checkout(input: $input) { orderToken nextAction { type url } order { id } }\n  }\n": typeof types.CheckoutDocument,
    "\n  mutation ApplyPromoCode($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }\n": typeof types.ApplyPromoCodeDocument,
    "\n  query EventInShop($organization: String!, $slug: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id title slug description category status cancelReason startsAt endsAt timeZone salesStartAt salesEndAt online\n      venue { id name address city country }\n      organization { id name slug }\n      images { id url alt width height }\n      waitingRoom { status opensAt }\n      ticketTypes {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone }\n    }\n  }\n": typeof types.EventInShopDocument,
    "\n  mutation CountEventView($eventId: ID!, $referrer: String, $visitorId: String) {\n    trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId)\n  }\n": typeof types.CountEventViewDocument,
    "\n  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }\n": typeof types.CreateCartDocument,
    "\n  query TypesOpenedByCode($organization: String!, $slug: String!, $code: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      ticketTypes(accessCode: $code) {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n    }\n  }\n": typeof types.TypesOpenedByCodeDocument,
    "\n  query EventsOnSale(\n    $filter: PublicEventFilter, $organization: String, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    publicEvents(\n      filter: $filter, organization: $organization, first: $first, after: $after, last: $last, before: $before\n    ) {\n      edges {\n        node {\n          id title slug category startsAt endsAt timeZone\n          venue { id name city }\n          organization { id name slug }\n          images { id url alt width height }\n          ticketTypes { id kind available price { amount formatted } }\n        }\n      }\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      totalCount\n    }\n  }\n": typeof types.EventsOnSaleDocument,
    "\n  query OrganizerOfShop($slug: String!) { publicOrganization(slug: $slug) { id name logoUrl } }\n": typeof types.OrganizerOfShopDocument,
    "\n  query OtherDates($organization: String!, $slug: String!, $from: DateTime!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      series {\n        id\n        events(from: $from, first: 50) {\n          edges { node { id slug title startsAt timeZone ticketTypes { id available } } }\n        }\n      }\n    }\n  }\n": typeof types.OtherDatesDocument,
    "\n  query FacetsOnSale($organization: String) {\n    publicEventFacets(organization: $organization) {\n      categories { value count }\n      tags { value count }\n      cities { value count }\n    }\n  }\n": typeof types.FacetsOnSaleDocument,
    "\n  mutation ChangeAnswers($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) {\n      id\n      tickets { id answers { questionId kind label values } }\n    }\n  }\n": typeof types.ChangeAnswersDocument,
    "\n  query OrderInShop($token: String!) {\n    order(token: $token) {\n      id number status expiresAt confirmedAt closedReason paymentMethodLabel paymentReference paymentInstructions\n      nextAction { type url }\n      buyer { name email }\n      event {\n        id title slug startsAt endsAt timeZone\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items { id name quantity total { formatted } }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      refunded { amount formatted }\n      mayRenameTickets\n      invoices { id kind number total { formatted } downloadUrl }\n      changes {\n        id status fromName toName difference { formatted } expiresAt\n        paymentReference paymentInstructions nextAction { type url }\n      }\n      tickets {\n        id status admits transferredAt attendee { name }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n        answers { questionId kind label values }\n        pass { code formats qr { svg } }\n        event { id onlineUrl holdersMayTransfer status startsAt endsAt }\n      }\n    }\n  }\n": typeof types.OrderInShopDocument,
    "\n  mutation PassOnTicket($code: String!, $input: TransferInput!) {\n    passOnTicket(code: $code, input: $input) {\n      id transferredAt attendee { name } pass { code formats qr { svg } }\n    }\n  }\n": typeof types.PassOnTicketDocument,
    "\n  mutation ConfirmPayment($orderToken: String!) { confirmPayment(orderToken: $orderToken) { id status } }\n": typeof types.ConfirmPaymentDocument,
    "\n  query TicketDocument($codes: [String!]!, $format: TicketDocumentFormat!) {\n    ticketDocument(codes: $codes, format: $format) { url fileName }\n  }\n": typeof types.TicketDocumentDocument,
    "\n  mutation RenameTicket($input: RenameTicketInput!) {\n    renameTicket(input: $input) { id tickets { id attendee { name } } }\n  }\n": typeof types.RenameTicketDocument,
    "mutation Unsubscribe($token: String!) { unsubscribe(token: $token) }": typeof types.UnsubscribeDocument,
    "\n  query WaitingPlaceInShop($token: String!) {\n    waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds opensAt }\n  }\n": typeof types.WaitingPlaceInShopDocument,
    "\n  mutation JoinWaitingRoom($eventId: ID!) {\n    joinWaitingRoom(eventId: $eventId) { token }\n  }\n": typeof types.JoinWaitingRoomDocument,
    "\n  query WaitingRoomInShop($eventId: ID!) {\n    event(id: $eventId) {\n      id title slug status startsAt endsAt timeZone\n      organization { id slug name }\n      waitingRoom { status opensAt }\n    }\n  }\n": typeof types.WaitingRoomInShopDocument,
    "\n  mutation EnterEvent($placeToken: String!) {\n    enterEvent(placeToken: $placeToken) { token expiresAt }\n  }\n": typeof types.EnterEventDocument,
    "\n  mutation JoinWaitlist($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }\n": typeof types.JoinWaitlistDocument,
    "\n  query WaitlistPlaceInShop($token: String!) {\n    waitlistPlace(token: $token) {\n      status quantity acceptFewer ahead offered offerExpiresAt\n      event { id title slug startsAt endsAt timeZone organization { id slug } }\n      ticketType { id name price { formatted } }\n    }\n  }\n": typeof types.WaitlistPlaceInShopDocument,
    "\n  mutation AcceptWaitlistOffer($token: String!) { acceptWaitlistOffer(token: $token) { id token } }\n": typeof types.AcceptWaitlistOfferDocument,
    "mutation LeaveWaitlist($token: String!) { leaveWaitlist(token: $token) }": typeof types.LeaveWaitlistDocument,
};
const documents: Documents = {
    "\n  query ActivityLog($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    activityLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          name\n          summary\n          occurredAt\n          changed\n          details\n          requestId\n          actor { kind id user { id name } }\n          subject { type id label }\n        }\n      }\n    }\n  }\n": types.ActivityLogDocument,
    "\n  query ActivityPeople {\n    viewerOrganization { id members(first: 100) { edges { node { id user { id name } } } } }\n  }\n": types.ActivityPeopleDocument,
    "\n  mutation CheckInTicket($code: String!, $idempotencyKey: String!, $listId: ID) {\n    checkInTicket(code: $code, idempotencyKey: $idempotencyKey, listId: $listId) {\n      id\n      checkedInAt\n      ticket {\n        id\n        attendee { name }\n        ticketType { id name }\n        event { id title }\n      }\n    }\n  }\n": types.CheckInTicketDocument,
    "\n  mutation UndoCheckIn($code: String!, $listId: ID) { undoCheckIn(code: $code, listId: $listId) { id status } }\n": types.UndoCheckInDocument,
    "\n  query CheckInLists($eventId: ID!) {\n    checkInLists(eventId: $eventId) {\n      id name isDefault expected checkedIn\n      counts { expected checkedIn ticketType { id name } }\n    }\n  }\n": types.CheckInListsDocument,
    "\n  subscription LiveCheckIns($eventId: ID!) {\n    checkIns(eventId: $eventId) {\n      lists {\n        id name isDefault expected checkedIn\n        counts { expected checkedIn ticketType { id name } }\n      }\n    }\n  }\n": types.LiveCheckInsDocument,
    "\n  query CheckInListSettings($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    checkInLists(eventId: $eventId) { id name isDefault checkedIn ticketTypes { id name } }\n  }\n": types.CheckInListSettingsDocument,
    "\n  mutation CreateCheckInList($eventId: ID!, $input: CheckInListInput!, $key: String) {\n    createCheckInList(eventId: $eventId, input: $input, idempotencyKey: $key) { id name }\n  }\n": types.CreateCheckInListDocument,
    "\n  mutation DeleteCheckInList($id: ID!) { deleteCheckInList(id: $id) }\n": types.DeleteCheckInListDocument,
    "\n  query DoorSetup($eventId: ID!) {\n    ticketSigningKeys { id publicKey status }\n    checkInLists(eventId: $eventId) { id ticketTypes { id } event { id ticketTypes { id name } } }\n  }\n": types.DoorSetupDocument,
    "\n  query DoorList($listId: ID!, $after: String) {\n    doorList(listId: $listId, after: $after) {\n      endCursor hasMore\n      entries { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n    }\n  }\n": types.DoorListDocument,
    "\n  query DoorRevocations($eventId: ID!, $since: Int!) {\n    ticketRevocations(eventId: $eventId, since: $since) {\n      latest hasMore eventCancelled\n      revocations {\n        number ticketId serial\n        entry { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n      }\n    }\n  }\n": types.DoorRevocationsDocument,
    "\n  mutation SyncScans($input: [OfflineScanInput!]!, $sentAt: DateTime!) {\n    syncCheckIns(input: $input, sentAt: $sentAt) {\n      scanId outcome scannedAt voidReason\n      ticket { id attendee { name } ticketType { id name } }\n      checkIn { id checkedInAt deviceId checkedInBy { id name } }\n      displaced { id checkedInAt deviceId checkedInBy { id name } }\n    }\n  }\n": types.SyncScansDocument,
    "query AnyEvent { events(first: 1) { totalCount } }": types.AnyEventDocument,
    "\n  query LatestOrders {\n    orders(first: 5) {\n      edges { node { id number status createdAt buyer { name } total { formatted } } }\n    }\n  }\n": types.LatestOrdersDocument,
    "\n  query DashboardSales($range: DateRangeInput!, $granularity: Granularity!) {\n    salesAnalytics(range: $range, granularity: $granularity) {\n      timeZone\n      totals {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      series {\n        startsAt\n        figures { orders tickets gross { amount currency formatted } }\n      }\n      byEvent {\n        event { id title }\n        figures { orders tickets gross { currency formatted } }\n      }\n    }\n    viewerOrganization {\n      id\n      overview(range: $range) { checkedIn views }\n    }\n  }\n": types.DashboardSalesDocument,
    "\n  query UpcomingEvents($from: DateTime!) {\n    events(filter: { status: PUBLISHED, from: $from }, last: 5) {\n      edges {\n        node { id title startsAt timeZone ticketsSold capacity ticketTypes { id kind quantity } }\n      }\n    }\n  }\n": types.UpcomingEventsDocument,
    "\n  mutation CreateAddOnGroup($eventId: ID!, $input: AddOnGroupInput!) {\n    createAddOnGroup(eventId: $eventId, input: $input) { id }\n  }\n": types.CreateAddOnGroupDocument,
    "\n  mutation UpdateAddOnGroup($id: ID!, $input: AddOnGroupInput!) { updateAddOnGroup(id: $id, input: $input) { id } }\n": types.UpdateAddOnGroupDocument,
    "mutation DeleteAddOnGroup($id: ID!) { deleteAddOnGroup(id: $id) }": types.DeleteAddOnGroupDocument,
    "\n  mutation DuplicateEvent($id: ID!, $startsAt: DateTime!, $idempotencyKey: String!) {\n    duplicateEvent(id: $id, startsAt: $startsAt, idempotencyKey: $idempotencyKey) { id }\n  }\n": types.DuplicateEventDocument,
    "\n  query EventToEdit($id: ID!) {\n    event(id: $id) {\n      id\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      holdersMayTransfer\n      series { id }\n    }\n  }\n": types.EventToEditDocument,
    "\n  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {\n    updateEvent(id: $id, version: $version, input: $input) { id version }\n  }\n": types.UpdateEventDocument,
    "\n  mutation UpdateSeries(\n    $eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean!\n  ) {\n    updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n": types.UpdateSeriesDocument,
    "mutation PublishEvent($id: ID!) { publishEvent(id: $id) { id status version } }": types.PublishEventDocument,
    "\n  mutation CancelEvent($id: ID!, $reason: String) {\n    cancelEvent(id: $id, reason: $reason) { id status version cancelReason }\n  }\n": types.CancelEventDocument,
    "mutation DeleteEvent($id: ID!) { deleteEvent(id: $id) }": types.DeleteEventDocument,
    "\n  query EventActivity($id: ID!) {\n    event(id: $id) {\n      id\n      activity(first: 10) {\n        totalCount\n        edges {\n          node {\n            id\n            name\n            summary\n            occurredAt\n            changed\n            requestId\n            actor { kind id user { id name } }\n            subject { type id label }\n          }\n        }\n      }\n    }\n  }\n": types.EventActivityDocument,
    "\n  query EventChoices {\n    events(first: 100) { edges { node { id title } } }\n  }\n": types.EventChoicesDocument,
    "\n  fragment FiguresOfEvent on Event {\n    analytics {\n      sales {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      checkedIn\n      views\n      uniqueVisitors\n      conversionRate\n      referrers { host views }\n    }\n  }\n": types.FiguresOfEventFragmentDoc,
    "\n  query EventFigures($id: ID!) {\n    event(id: $id) { id ...FiguresOfEvent }\n  }\n": types.EventFiguresDocument,
    "\n  mutation UploadEventImage($eventId: ID!, $file: Upload!, $alt: String, $idempotencyKey: String) {\n    uploadEventImage(eventId: $eventId, file: $file, alt: $alt, idempotencyKey: $idempotencyKey) { id }\n  }\n": types.UploadEventImageDocument,
    "mutation DeleteEventImage($id: ID!) { deleteEventImage(id: $id) }": types.DeleteEventImageDocument,
    "\n  query Events($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          title\n          status\n          startsAt\n          timeZone\n          venue { id name city }\n          onlineUrl\n          ticketsSold\n          capacity\n          ticketTypes { id kind quantity }\n          series { id }\n        }\n      }\n    }\n  }\n": types.EventsDocument,
    "\n  query EventPage($id: ID!) {\n    event(id: $id) {\n      id\n      slug\n      status\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      currency\n      cancelReason\n      ticketsSold\n      series { id }\n      images { id url alt width height }\n      ticketTypes {\n        id\n        kind\n        addOnGroup { id }\n        name\n        description\n        price { amount currency formatted }\n        quantity\n        sold\n        held\n        available\n        minPerOrder\n        maxPerOrder\n        salesStartAt\n        salesEndAt\n        hidden\n        accessCode\n        sortOrder\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone sortOrder }\n      questions {\n        id kind label helpText required choices ticketTypeIds sortOrder\n        condition { questionId values }\n      }\n    }\n  }\n": types.EventPageDocument,
    "\n  subscription EventLive($id: ID!, $figures: Boolean!) {\n    eventSales(eventId: $id) {\n      event {\n        id\n        ticketsSold\n        ticketTypes { id sold held available }\n        ...FiguresOfEvent @include(if: $figures)\n      }\n    }\n  }\n": types.EventLiveDocument,
    "\n  mutation ExportAttendees($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }\n": types.ExportAttendeesDocument,
    "\n  mutation MessageAttendees($eventId: ID!, $input: MessageInput!) {\n    messageAttendees(eventId: $eventId, input: $input)\n  }\n": types.MessageAttendeesDocument,
    "\n  query EventDefaults {\n    viewerOrganization { id settings { currency } }\n  }\n": types.EventDefaultsDocument,
    "\n  mutation CreateEvent($input: CreateEventInput!) { createEvent(input: $input) { id } }\n": types.CreateEventDocument,
    "\n  mutation CreateQuestion($eventId: ID!, $input: QuestionInput!) {\n    createQuestion(eventId: $eventId, input: $input) { id }\n  }\n": types.CreateQuestionDocument,
    "\n  mutation UpdateQuestion($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { id } }\n": types.UpdateQuestionDocument,
    "mutation DeleteQuestion($id: ID!) { deleteQuestion(id: $id) }": types.DeleteQuestionDocument,
    "\n  mutation RepeatEvent($input: CreateEventSeriesInput!) {\n    createEventSeries(input: $input) { id title rule }\n  }\n": types.RepeatEventDocument,
    "\n  mutation AddSeriesDates($id: ID!, $input: AddEventSeriesDatesInput!) {\n    addEventSeriesDates(id: $id, input: $input) { id title updatedAt }\n  }\n": types.AddSeriesDatesDocument,
    "\n  query SeriesDates($id: ID!, $after: String) {\n    eventSeries(id: $id) {\n      id\n      title\n      rule\n      events(first: 100, after: $after) {\n        totalCount\n        pageInfo { endCursor hasNextPage }\n        edges { node { id title status startsAt timeZone ticketsSold seriesChanged } }\n      }\n    }\n  }\n": types.SeriesDatesDocument,
    "\n  mutation PublishSeries($id: ID!) {\n    publishEventSeries(id: $id) {\n      changed { id status version }\n      kept { event { id startsAt timeZone } code }\n    }\n  }\n": types.PublishSeriesDocument,
    "\n  mutation CancelSeries($eventId: ID!, $reason: String) {\n    cancelEventSeries(eventId: $eventId, reason: $reason) { changed { id status version cancelReason } }\n  }\n": types.CancelSeriesDocument,
    "\n  mutation ShareTicketType($ticketTypeId: ID!, $scope: SeriesScope!, $overwrite: Boolean!) {\n    shareTicketType(ticketTypeId: $ticketTypeId, scope: $scope, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n": types.ShareTicketTypeDocument,
    "\n  mutation CreateTicketType($eventId: ID!, $input: TicketTypeInput!) {\n    createTicketType(eventId: $eventId, input: $input) { id }\n  }\n": types.CreateTicketTypeDocument,
    "\n  mutation UpdateTicketType($id: ID!, $input: TicketTypeInput!) {\n    updateTicketType(id: $id, input: $input) { id }\n  }\n": types.UpdateTicketTypeDocument,
    "mutation DeleteTicketType($id: ID!) { deleteTicketType(id: $id) }": types.DeleteTicketTypeDocument,
    "\n  mutation UpdateWaitingRoom($id: ID!, $input: UpdateWaitingRoomInput!) {\n    updateWaitingRoom(eventId: $id, input: $input) { status opensAt }\n  }\n": types.UpdateWaitingRoomDocument,
    "\n  query WaitingRoomOfEvent($id: ID!) {\n    event(id: $id) {\n      id status timeZone\n      waitingRoom {\n        status opensAt\n        figures { ratePerMinute admissionMinutes joined called waiting admitted carts orders }\n      }\n    }\n  }\n": types.WaitingRoomOfEventDocument,
    "mutation PauseWaitingRoom($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }": types.PauseWaitingRoomDocument,
    "mutation ResumeWaitingRoom($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }": types.ResumeWaitingRoomDocument,
    "\n  query WaitlistEntries($id: ID!, $filter: WaitlistFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    event(id: $id) { id title timeZone }\n    waitlistEntries(eventId: $id, filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id place name email quantity acceptFewer status offered offerExpiresAt joinedAt\n          ticketType { id name }\n        }\n      }\n    }\n  }\n": types.WaitlistEntriesDocument,
    "mutation RemoveWaitlistEntry($id: ID!) { removeWaitlistEntry(id: $id) { id status } }": types.RemoveWaitlistEntryDocument,
    "\n  query WaitlistOfEvent($id: ID!) {\n    event(id: $id) {\n      id status\n      waitlist { enabled offerMinutes waiting waitingTickets offered taken }\n    }\n  }\n": types.WaitlistOfEventDocument,
    "\n  mutation UpdateWaitlist($id: ID!, $input: UpdateWaitlistInput!) {\n    updateWaitlist(eventId: $id, input: $input) { id waitlist { enabled offerMinutes } }\n  }\n": types.UpdateWaitlistDocument,
    "mutation Logout { logout }": types.LogoutDocument,
    "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n": types.SwitchOrganizationDocument,
    "\n  mutation ChangeAttendee($ticketId: ID!, $input: AttendeeChangeInput!) {\n    changeAttendee(ticketId: $ticketId, input: $input) { id attendee { name email } }\n  }\n": types.ChangeAttendeeDocument,
    "\n  mutation ChangeTicketAnswers($id: ID!, $answers: [AnswerInput!]!) {\n    changeTicketAnswers(id: $id, answers: $answers) { id answers { questionId kind label values } }\n  }\n": types.ChangeTicketAnswersDocument,
    "\n  query ExchangeTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name kind available price { formatted } } }\n  }\n": types.ExchangeTypesDocument,
    "\n  query OrderChangeQuote($input: TicketTypeChangeInput!) {\n    orderChangeQuote(input: $input) {\n      before { formatted }\n      after { formatted }\n      difference { amount formatted }\n    }\n  }\n": types.OrderChangeQuoteDocument,
    "\n  mutation ChangeTicketType($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id status } }\n": types.ChangeTicketTypeDocument,
    "\n  mutation ExportOrders($filter: OrderFilter) { exportOrders(filter: $filter) { url } }\n": types.ExportOrdersDocument,
    "\n  mutation RecordManualPayment($orderId: ID!, $note: String, $idempotencyKey: String!) {\n    recordManualPayment(orderId: $orderId, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n": types.RecordManualPaymentDocument,
    "mutation CancelOrder($id: ID!) { cancelOrder(id: $id) { id status } }": types.CancelOrderDocument,
    "mutation ResendTickets($orderId: ID!) { resendTickets(orderId: $orderId) }": types.ResendTicketsDocument,
    "mutation CancelOrderChange($id: ID!) { cancelOrderChange(id: $id) { id status } }": types.CancelOrderChangeDocument,
    "\n  mutation RecordOrderChangePayment($id: ID!, $note: String, $idempotencyKey: String!) {\n    recordOrderChangePayment(id: $id, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n": types.RecordOrderChangePaymentDocument,
    "mutation IssueInvoice($orderId: ID!) { issueInvoice(orderId: $orderId) { id number } }": types.IssueInvoiceDocument,
    "\n  query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    orders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          number\n          status\n          createdAt\n          total { formatted }\n          buyer { name email }\n          items { id quantity }\n          event { id title }\n        }\n      }\n    }\n  }\n": types.OrdersDocument,
    "\n  query OrderPage($id: ID!, $withTickets: Boolean!) {\n    order(id: $id) {\n      id\n      number\n      status\n      createdAt\n      confirmedAt\n      expiresAt\n      closedReason\n      buyer { name email }\n      event { id title }\n      promoCode\n      paymentMethodLabel\n      paymentReference\n      items { id name quantity unitPrice { formatted } total { formatted } }\n      subtotal { formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      taxIncluded\n      total { amount currency formatted }\n      paid { amount formatted }\n      refunded { amount formatted }\n      refunds { id amount { formatted } status reason needsHand feesKept { amount formatted } createdAt completedAt }\n      changes {\n        id fromName toName status paymentReference expiresAt createdAt\n        difference { amount formatted }\n      }\n      invoices { id number kind issuedAt downloadUrl total { formatted } }\n      transactions { id type amount { formatted } method note reference createdAt }\n      tickets @include(if: $withTickets) {\n        id\n        code\n        status\n        admits\n        checkedInAt\n        answers { questionId kind label values }\n        attendee { name email }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n    }\n  }\n": types.OrderPageDocument,
    "\n  mutation SettleRefund($input: SettleRefundInput!) { settleRefund(input: $input) { id status } }\n": types.SettleRefundDocument,
    "mutation RetryRefund($refundId: ID!) { retryRefund(refundId: $refundId) { id status } }": types.RetryRefundDocument,
    "\n  mutation RefundOrder($input: RefundOrderInput!) {\n    refundOrder(input: $input) { id status }\n  }\n": types.RefundOrderDocument,
    "\n  query RefundPreview($input: RefundOrderInput!) {\n    refundPreview(input: $input) {\n      amount { formatted }\n      tax { amount formatted }\n      feesKept { amount formatted }\n      available { formatted }\n      tickets\n    }\n  }\n": types.RefundPreviewDocument,
    "\n  query FailedHooks($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      failedHooks(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id event occurredAt failedAt attempts requestId error { code message } } }\n      }\n    }\n  }\n": types.FailedHooksDocument,
    "\n  mutation ReplayFailedHook($id: ID!) { replayFailedHook(id: $id) }\n": types.ReplayFailedHookDocument,
    "\n  mutation ReplayFailedHooks($id: ID!) { replayFailedHooks(installationId: $id) }\n": types.ReplayFailedHooksDocument,
    "\n  query PluginSchedules {\n    installedPlugins {\n      id enabled\n      schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }\n    }\n  }\n": types.PluginSchedulesDocument,
    "\n  mutation RunPluginSchedule($id: ID!, $schedule: String!) {\n    runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId }\n  }\n": types.RunPluginScheduleDocument,
    "\n  mutation InstallPlugin($pluginId: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {\n    installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { id }\n  }\n": types.InstallPluginDocument,
    "\n  query PluginLogs($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      logs(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id at level source message fields requestId } }\n      }\n    }\n  }\n": types.PluginLogsDocument,
    "\n  subscription LivePluginLogs($id: ID!) {\n    pluginLogs(installationId: $id) { lines { id at level source message fields requestId } }\n  }\n": types.LivePluginLogsDocument,
    "\n  query Marketplace($filter: PluginFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name description author category latest { version } } }\n    }\n    installedPlugins {\n      id enabled configured\n      plugin { id name description author category latest { version } }\n      version { version }\n    }\n  }\n": types.MarketplaceDocument,
    "\n  query UninstalledPlugins { uninstalledPlugins { id version uninstalledAt deletedAt plugin { id name } } }\n": types.UninstalledPluginsDocument,
    "\n  mutation RestorePlugin($id: ID!) { restorePlugin(installationId: $id) { id } }\n": types.RestorePluginDocument,
    "\n  query RegisteredOperations { registeredOperations { client name document forServer registeredAt } }\n": types.RegisteredOperationsDocument,
    "\n  mutation ForgetClient($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }\n": types.ForgetClientDocument,
    "\n  mutation DeprecatePluginVersion($pluginId: ID!, $version: String!, $reason: String!) {\n    deprecatePluginVersion(pluginId: $pluginId, version: $version, reason: $reason) { version status deprecationReason }\n  }\n": types.DeprecatePluginVersionDocument,
    "\n  mutation EnablePlugin($id: ID!) { enablePlugin(installationId: $id) { id enabled } }\n": types.EnablePluginDocument,
    "\n  mutation DisablePlugin($id: ID!) { disablePlugin(installationId: $id) { id enabled } }\n": types.DisablePluginDocument,
    "\n  query PluginPage($id: ID!) {\n    plugin(id: $id) {\n      id name description author category viewerPublishes\n      latest {\n        version status publishedAt permissions network manifest integrity\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n      versions {\n        version status submittedAt publishedAt permissions network manifest deprecationReason\n        requests { kind name } secrets { name title withheld hosts }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n    installedPlugins {\n      id enabled configured configuration configSchema grantedPermissions consented { kind name } installedAt storageBytes\n      plugin { id }\n      version {\n        version status deprecationReason permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n  }\n": types.PluginPageDocument,
    "\n  mutation UninstallPlugin($id: ID!) { uninstallPlugin(installationId: $id) }\n": types.UninstallPluginDocument,
    "\n  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {\n    upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id }\n  }\n": types.UpgradePluginDocument,
    "\n  mutation PublishPlugin($bundle: Upload!) {\n    publishPlugin(bundle: $bundle) {\n      plugin { id name }\n      version { version status }\n      supergraphRelease\n      warnings { path message }\n    }\n  }\n": types.PublishPluginDocument,
    "\n  mutation ReviewPlugin($pluginId: ID!, $version: String!, $decision: ReviewDecision!, $note: String) {\n    reviewPlugin(pluginId: $pluginId, version: $version, decision: $decision, note: $note) {\n      version status review { note }\n    }\n  }\n": types.ReviewPluginDocument,
    "\n  query ReviewQueue($first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: { awaitingReview: true }, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name author versions { version status submittedAt review { findings { severity } } } } }\n    }\n  }\n": types.ReviewQueueDocument,
    "\n  query PluginVersionPage($id: ID!, $version: String!) {\n    plugin(id: $id) {\n      id name\n      version(version: $version) {\n        version status submittedAt publishedAt integrity permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n        review {\n          previousVersion addedPermissions addedHosts addedFields note bundleUrl\n          changes { path before after }\n          findings { severity code file line message }\n          files { name bytes }\n        }\n      }\n    }\n  }\n": types.PluginVersionPageDocument,
    "\n  mutation ConfigurePlugin($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n": types.ConfigurePluginDocument,
    "\n  query PluginWebhooks { installedPlugins { id webhooks { name url } } }\n": types.PluginWebhooksDocument,
    "\n  mutation RotateWebhookAddresses($id: ID!) { rotateWebhookAddresses(installationId: $id) { id webhooks { name url } } }\n": types.RotateWebhookAddressesDocument,
    "\n  mutation ExecuteAction($pluginId: ID!, $action: String!, $params: JSON) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params) {\n      ok data durationMs requestId\n      error { code message retryable }\n    }\n  }\n": types.ExecuteActionDocument,
    "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword)\n  }\n": types.ChangePasswordDocument,
    "\n  mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { id name } }\n": types.UpdateProfileDocument,
    "\n  query Sessions { sessions { id current createdAt lastUsedAt ip userAgent } }\n": types.SessionsDocument,
    "mutation RevokeSession($id: ID!) { revokeSession(id: $id) }": types.RevokeSessionDocument,
    "mutation EnableTwoFactor { enableTwoFactor { otpauthUrl secret } }": types.EnableTwoFactorDocument,
    "\n  mutation ConfirmTwoFactor($code: String!) { confirmTwoFactor(code: $code) { codes } }\n": types.ConfirmTwoFactorDocument,
    "mutation DisableTwoFactor($code: String!) { disableTwoFactor(code: $code) }": types.DisableTwoFactorDocument,
    "\n  query ApiTokens {\n    apiTokens { id name prefix scopes createdAt createdBy { id name } expiresAt lastUsedAt }\n  }\n": types.ApiTokensDocument,
    "mutation RevokeApiToken($id: ID!) { revokeApiToken(id: $id) }": types.RevokeApiTokenDocument,
    "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) { secret token { id name } }\n  }\n": types.CreateApiTokenDocument,
    "\n  mutation ChangeMemberRole($membershipId: ID!, $role: Role!) {\n    changeMemberRole(membershipId: $membershipId, role: $role) { id role }\n  }\n": types.ChangeMemberRoleDocument,
    "query Invitations { invitations { id email role expiresAt } }": types.InvitationsDocument,
    "\n  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { id email } }\n": types.InviteMemberDocument,
    "mutation RevokeInvitation($id: ID!) { revokeInvitation(id: $id) }": types.RevokeInvitationDocument,
    "\n  query Members($first: Int, $after: String, $last: Int, $before: String) {\n    viewerOrganization {\n      id\n      members(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id role createdAt user { id name email lastActiveAt twoFactorEnabled } } }\n      }\n    }\n  }\n": types.MembersDocument,
    "mutation RemoveMember($membershipId: ID!) { removeMember(membershipId: $membershipId) }": types.RemoveMemberDocument,
    "\n  mutation SendTestNotification($template: String!, $to: String!, $idempotencyKey: String!) {\n    sendTestNotification(template: $template, to: $to, idempotencyKey: $idempotencyKey) { id recipient }\n  }\n": types.SendTestNotificationDocument,
    "\n  mutation UpdateNotificationTemplate($input: NotificationTemplateInput!) {\n    updateNotificationTemplate(input: $input) { id subject text html customized updatedAt }\n  }\n": types.UpdateNotificationTemplateDocument,
    "\n  mutation ResetNotificationTemplate($template: String!, $locale: String!) {\n    resetNotificationTemplate(template: $template, locale: $locale) { id subject text html customized updatedAt }\n  }\n": types.ResetNotificationTemplateDocument,
    "\n  query NotificationTemplates {\n    notificationTemplates {\n      id\n      name\n      locale\n      description\n      category\n      customized\n      updatedAt\n      subject\n      text\n      html\n      placeholders { name description required }\n    }\n  }\n": types.NotificationTemplatesDocument,
    "\n  query OrganizationSettings {\n    viewerOrganization {\n      id\n      name\n      slug\n      logoUrl\n      settings {\n        currency\n        holdMinutes\n        locale\n        supportEmail\n        timeZone\n        billing { legalName address country email taxId }\n      }\n    }\n  }\n": types.OrganizationSettingsDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) { id name }\n  }\n": types.UpdateOrganizationDocument,
    "\n  mutation UpdateFees($input: FeeRulesInput!) { updateFees(input: $input) { id basisPoints fixedPerTicket payer } }\n": types.UpdateFeesDocument,
    "\n  mutation UpdateInvoiceSettings($input: InvoiceSettingsInput!) {\n    updateInvoiceSettings(input: $input) {\n      id legalName address country taxId prefix creditPrefix automatic footer updatedAt\n    }\n  }\n": types.UpdateInvoiceSettingsDocument,
    "\n  mutation CreatePromoCode($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }\n": types.CreatePromoCodeDocument,
    "\n  mutation UpdateOrderRules($input: OrderRulesInput!) {\n    updateOrderRules(input: $input) { id buyersRenameAttendees updatedAt }\n  }\n": types.UpdateOrderRulesDocument,
    "\n  query PriceRules {\n    feeRules { id basisPoints fixedPerTicket payer updatedAt }\n    taxRules { id mode rates { name basisPoints country category } updatedAt }\n    invoiceSettings { id legalName address country taxId prefix creditPrefix automatic footer updatedAt }\n    orderRules { id buyersRenameAttendees updatedAt }\n  }\n": types.PriceRulesDocument,
    "\n  query PromoCodes {\n    promoCodes {\n      id\n      code\n      active\n      kind\n      amount { formatted }\n      basisPoints\n      event { id title }\n      startsAt\n      endsAt\n      maxUses\n      maxUsesPerBuyer\n      uses\n    }\n  }\n": types.PromoCodesDocument,
    "\n  mutation DeactivatePromoCode($id: ID!) { deactivatePromoCode(id: $id) { id active } }\n": types.DeactivatePromoCodeDocument,
    "\n  query TaxedTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    taxCategories { category ticketType { id } }\n  }\n": types.TaxedTypesDocument,
    "\n  mutation SetTaxCategory($input: TaxCategoryInput!) {\n    setTaxCategory(input: $input) { category ticketType { id } }\n  }\n": types.SetTaxCategoryDocument,
    "\n  mutation UpdateTaxRules($input: TaxRulesInput!) {\n    updateTaxRules(input: $input) { id mode rates { name basisPoints country category } }\n  }\n": types.UpdateTaxRulesDocument,
    "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n": types.InvitationDocument,
    "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n": types.AcceptInvitationDocument,
    "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n": types.RequestPasswordResetDocument,
    "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n": types.RegisterDocument,
    "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n": types.ResetPasswordDocument,
    "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n": types.LoginDocument,
    "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n": types.CompleteTwoFactorLoginDocument,
    "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      isOperator\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n": types.ViewerDocument,
    "\n  mutation RunExtensionAction($pluginId: ID!, $action: String!, $params: JSON, $organization: String) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params, organization: $organization) {\n      ok data error { code message }\n    }\n  }\n": types.RunExtensionActionDocument,
    "\n  mutation SaveExtensionSettings($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n": types.SaveExtensionSettingsDocument,
    "\n  query ExtensionsAt($target: ExtensionTarget!, $organization: String, $context: JSON!) {\n    extensions(target: $target, organization: $organization) {\n      id target component moduleUrl integrity configuration\n      input(context: $context)\n      installation { id plugin { id name } }\n    }\n  }\n": types.ExtensionsAtDocument,
    "\n  mutation UpdateCart($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }\n": types.UpdateCartDocument,
    "\n  query CartInShop($token: String!) {\n    cart(token: $token) {\n      id token expiresAt promoCode\n      event {\n        id title slug startsAt endsAt timeZone status salesStartAt salesEndAt\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items {\n        name quantity\n        unitPrice { amount formatted }\n        total { amount formatted }\n        id\n        ticketType {\n          id kind available minPerOrder maxPerOrder\n          addOnGroup { id }\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      paymentMethods { id label description }\n    }\n  }\n": types.CartInShopDocument,
    "mutation ReleaseCart($token: String!) { releaseCart(token: $token) }": types.ReleaseCartDocument,
    "\n  mutation Checkout($input: CheckoutInput!) {\n    checkout(input: $input) { orderToken nextAction { type url } order { id } }\n  }\n": types.CheckoutDocument,
    "\n  mutation ApplyPromoCode($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }\n": types.ApplyPromoCodeDocument,
    "\n  query EventInShop($organization: String!, $slug: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id title slug description category status cancelReason startsAt endsAt timeZone salesStartAt salesEndAt online\n      venue { id name address city country }\n      organization { id name slug }\n      images { id url alt width height }\n      waitingRoom { status opensAt }\n      ticketTypes {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone }\n    }\n  }\n": types.EventInShopDocument,
    "\n  mutation CountEventView($eventId: ID!, $referrer: String, $visitorId: String) {\n    trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId)\n  }\n": types.CountEventViewDocument,
    "\n  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }\n": types.CreateCartDocument,
    "\n  query TypesOpenedByCode($organization: String!, $slug: String!, $code: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      ticketTypes(accessCode: $code) {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n    }\n  }\n": types.TypesOpenedByCodeDocument,
    "\n  query EventsOnSale(\n    $filter: PublicEventFilter, $organization: String, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    publicEvents(\n      filter: $filter, organization: $organization, first: $first, after: $after, last: $last, before: $before\n    ) {\n      edges {\n        node {\n          id title slug category startsAt endsAt timeZone\n          venue { id name city }\n          organization { id name slug }\n          images { id url alt width height }\n          ticketTypes { id kind available price { amount formatted } }\n        }\n      }\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      totalCount\n    }\n  }\n": types.EventsOnSaleDocument,
    "\n  query OrganizerOfShop($slug: String!) { publicOrganization(slug: $slug) { id name logoUrl } }\n": types.OrganizerOfShopDocument,
    "\n  query OtherDates($organization: String!, $slug: String!, $from: DateTime!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      series {\n        id\n        events(from: $from, first: 50) {\n          edges { node { id slug title startsAt timeZone ticketTypes { id available } } }\n        }\n      }\n    }\n  }\n": types.OtherDatesDocument,
    "\n  query FacetsOnSale($organization: String) {\n    publicEventFacets(organization: $organization) {\n      categories { value count }\n      tags { value count }\n      cities { value count }\n    }\n  }\n": types.FacetsOnSaleDocument,
    "\n  mutation ChangeAnswers($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) {\n      id\n      tickets { id answers { questionId kind label values } }\n    }\n  }\n": types.ChangeAnswersDocument,
    "\n  query OrderInShop($token: String!) {\n    order(token: $token) {\n      id number status expiresAt confirmedAt closedReason paymentMethodLabel paymentReference paymentInstructions\n      nextAction { type url }\n      buyer { name email }\n      event {\n        id title slug startsAt endsAt timeZone\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items { id name quantity total { formatted } }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      refunded { amount formatted }\n      mayRenameTickets\n      invoices { id kind number total { formatted } downloadUrl }\n      changes {\n        id status fromName toName difference { formatted } expiresAt\n        paymentReference paymentInstructions nextAction { type url }\n      }\n      tickets {\n        id status admits transferredAt attendee { name }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n        answers { questionId kind label values }\n        pass { code formats qr { svg } }\n        event { id onlineUrl holdersMayTransfer status startsAt endsAt }\n      }\n    }\n  }\n": types.OrderInShopDocument,
    "\n  mutation PassOnTicket($code: String!, $input: TransferInput!) {\n    passOnTicket(code: $code, input: $input) {\n      id transferredAt attendee { name } pass { code formats qr { svg } }\n    }\n  }\n": types.PassOnTicketDocument,
    "\n  mutation ConfirmPayment($orderToken: String!) { confirmPayment(orderToken: $orderToken) { id status } }\n": types.ConfirmPaymentDocument,
    "\n  query TicketDocument($codes: [String!]!, $format: TicketDocumentFormat!) {\n    ticketDocument(codes: $codes, format: $format) { url fileName }\n  }\n": types.TicketDocumentDocument,
    "\n  mutation RenameTicket($input: RenameTicketInput!) {\n    renameTicket(input: $input) { id tickets { id attendee { name } } }\n  }\n": types.RenameTicketDocument,
    "mutation Unsubscribe($token: String!) { unsubscribe(token: $token) }": types.UnsubscribeDocument,
    "\n  query WaitingPlaceInShop($token: String!) {\n    waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds opensAt }\n  }\n": types.WaitingPlaceInShopDocument,
    "\n  mutation JoinWaitingRoom($eventId: ID!) {\n    joinWaitingRoom(eventId: $eventId) { token }\n  }\n": types.JoinWaitingRoomDocument,
    "\n  query WaitingRoomInShop($eventId: ID!) {\n    event(id: $eventId) {\n      id title slug status startsAt endsAt timeZone\n      organization { id slug name }\n      waitingRoom { status opensAt }\n    }\n  }\n": types.WaitingRoomInShopDocument,
    "\n  mutation EnterEvent($placeToken: String!) {\n    enterEvent(placeToken: $placeToken) { token expiresAt }\n  }\n": types.EnterEventDocument,
    "\n  mutation JoinWaitlist($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }\n": types.JoinWaitlistDocument,
    "\n  query WaitlistPlaceInShop($token: String!) {\n    waitlistPlace(token: $token) {\n      status quantity acceptFewer ahead offered offerExpiresAt\n      event { id title slug startsAt endsAt timeZone organization { id slug } }\n      ticketType { id name price { formatted } }\n    }\n  }\n": types.WaitlistPlaceInShopDocument,
    "\n  mutation AcceptWaitlistOffer($token: String!) { acceptWaitlistOffer(token: $token) { id token } }\n": types.AcceptWaitlistOfferDocument,
    "mutation LeaveWaitlist($token: String!) { leaveWaitlist(token: $token) }": types.LeaveWaitlistDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ActivityLog($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    activityLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          name\n          summary\n          occurredAt\n          changed\n          details\n          requestId\n          actor { kind id user { id name } }\n          subject { type id label }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query ActivityLog($filter: ActivityFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    activityLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          name\n          summary\n          occurredAt\n          changed\n          details\n          requestId\n          actor { kind id user { id name } }\n          subject { type id label }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ActivityPeople {\n    viewerOrganization { id members(first: 100) { edges { node { id user { id name } } } } }\n  }\n"): (typeof documents)["\n  query ActivityPeople {\n    viewerOrganization { id members(first: 100) { edges { node { id user { id name } } } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CheckInTicket($code: String!, $idempotencyKey: String!, $listId: ID) {\n    checkInTicket(code: $code, idempotencyKey: $idempotencyKey, listId: $listId) {\n      id\n      checkedInAt\n      ticket {\n        id\n        attendee { name }\n        ticketType { id name }\n        event { id title }\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CheckInTicket($code: String!, $idempotencyKey: String!, $listId: ID) {\n    checkInTicket(code: $code, idempotencyKey: $idempotencyKey, listId: $listId) {\n      id\n      checkedInAt\n      ticket {\n        id\n        attendee { name }\n        ticketType { id name }\n        event { id title }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UndoCheckIn($code: String!, $listId: ID) { undoCheckIn(code: $code, listId: $listId) { id status } }\n"): (typeof documents)["\n  mutation UndoCheckIn($code: String!, $listId: ID) { undoCheckIn(code: $code, listId: $listId) { id status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CheckInLists($eventId: ID!) {\n    checkInLists(eventId: $eventId) {\n      id name isDefault expected checkedIn\n      counts { expected checkedIn ticketType { id name } }\n    }\n  }\n"): (typeof documents)["\n  query CheckInLists($eventId: ID!) {\n    checkInLists(eventId: $eventId) {\n      id name isDefault expected checkedIn\n      counts { expected checkedIn ticketType { id name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LiveCheckIns($eventId: ID!) {\n    checkIns(eventId: $eventId) {\n      lists {\n        id name isDefault expected checkedIn\n        counts { expected checkedIn ticketType { id name } }\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription LiveCheckIns($eventId: ID!) {\n    checkIns(eventId: $eventId) {\n      lists {\n        id name isDefault expected checkedIn\n        counts { expected checkedIn ticketType { id name } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CheckInListSettings($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    checkInLists(eventId: $eventId) { id name isDefault checkedIn ticketTypes { id name } }\n  }\n"): (typeof documents)["\n  query CheckInListSettings($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    checkInLists(eventId: $eventId) { id name isDefault checkedIn ticketTypes { id name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCheckInList($eventId: ID!, $input: CheckInListInput!, $key: String) {\n    createCheckInList(eventId: $eventId, input: $input, idempotencyKey: $key) { id name }\n  }\n"): (typeof documents)["\n  mutation CreateCheckInList($eventId: ID!, $input: CheckInListInput!, $key: String) {\n    createCheckInList(eventId: $eventId, input: $input, idempotencyKey: $key) { id name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteCheckInList($id: ID!) { deleteCheckInList(id: $id) }\n"): (typeof documents)["\n  mutation DeleteCheckInList($id: ID!) { deleteCheckInList(id: $id) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DoorSetup($eventId: ID!) {\n    ticketSigningKeys { id publicKey status }\n    checkInLists(eventId: $eventId) { id ticketTypes { id } event { id ticketTypes { id name } } }\n  }\n"): (typeof documents)["\n  query DoorSetup($eventId: ID!) {\n    ticketSigningKeys { id publicKey status }\n    checkInLists(eventId: $eventId) { id ticketTypes { id } event { id ticketTypes { id name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DoorList($listId: ID!, $after: String) {\n    doorList(listId: $listId, after: $after) {\n      endCursor hasMore\n      entries { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n    }\n  }\n"): (typeof documents)["\n  query DoorList($listId: ID!, $after: String) {\n    doorList(listId: $listId, after: $after) {\n      endCursor hasMore\n      entries { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DoorRevocations($eventId: ID!, $since: Int!) {\n    ticketRevocations(eventId: $eventId, since: $since) {\n      latest hasMore eventCancelled\n      revocations {\n        number ticketId serial\n        entry { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n      }\n    }\n  }\n"): (typeof documents)["\n  query DoorRevocations($eventId: ID!, $since: Int!) {\n    ticketRevocations(eventId: $eventId, since: $since) {\n      latest hasMore eventCancelled\n      revocations {\n        number ticketId serial\n        entry { ticketId serial codeHash ticketTypeId admits name checkedInAt }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SyncScans($input: [OfflineScanInput!]!, $sentAt: DateTime!) {\n    syncCheckIns(input: $input, sentAt: $sentAt) {\n      scanId outcome scannedAt voidReason\n      ticket { id attendee { name } ticketType { id name } }\n      checkIn { id checkedInAt deviceId checkedInBy { id name } }\n      displaced { id checkedInAt deviceId checkedInBy { id name } }\n    }\n  }\n"): (typeof documents)["\n  mutation SyncScans($input: [OfflineScanInput!]!, $sentAt: DateTime!) {\n    syncCheckIns(input: $input, sentAt: $sentAt) {\n      scanId outcome scannedAt voidReason\n      ticket { id attendee { name } ticketType { id name } }\n      checkIn { id checkedInAt deviceId checkedInBy { id name } }\n      displaced { id checkedInAt deviceId checkedInBy { id name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AnyEvent { events(first: 1) { totalCount } }"): (typeof documents)["query AnyEvent { events(first: 1) { totalCount } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LatestOrders {\n    orders(first: 5) {\n      edges { node { id number status createdAt buyer { name } total { formatted } } }\n    }\n  }\n"): (typeof documents)["\n  query LatestOrders {\n    orders(first: 5) {\n      edges { node { id number status createdAt buyer { name } total { formatted } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DashboardSales($range: DateRangeInput!, $granularity: Granularity!) {\n    salesAnalytics(range: $range, granularity: $granularity) {\n      timeZone\n      totals {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      series {\n        startsAt\n        figures { orders tickets gross { amount currency formatted } }\n      }\n      byEvent {\n        event { id title }\n        figures { orders tickets gross { currency formatted } }\n      }\n    }\n    viewerOrganization {\n      id\n      overview(range: $range) { checkedIn views }\n    }\n  }\n"): (typeof documents)["\n  query DashboardSales($range: DateRangeInput!, $granularity: Granularity!) {\n    salesAnalytics(range: $range, granularity: $granularity) {\n      timeZone\n      totals {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      series {\n        startsAt\n        figures { orders tickets gross { amount currency formatted } }\n      }\n      byEvent {\n        event { id title }\n        figures { orders tickets gross { currency formatted } }\n      }\n    }\n    viewerOrganization {\n      id\n      overview(range: $range) { checkedIn views }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UpcomingEvents($from: DateTime!) {\n    events(filter: { status: PUBLISHED, from: $from }, last: 5) {\n      edges {\n        node { id title startsAt timeZone ticketsSold capacity ticketTypes { id kind quantity } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query UpcomingEvents($from: DateTime!) {\n    events(filter: { status: PUBLISHED, from: $from }, last: 5) {\n      edges {\n        node { id title startsAt timeZone ticketsSold capacity ticketTypes { id kind quantity } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAddOnGroup($eventId: ID!, $input: AddOnGroupInput!) {\n    createAddOnGroup(eventId: $eventId, input: $input) { id }\n  }\n"): (typeof documents)["\n  mutation CreateAddOnGroup($eventId: ID!, $input: AddOnGroupInput!) {\n    createAddOnGroup(eventId: $eventId, input: $input) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateAddOnGroup($id: ID!, $input: AddOnGroupInput!) { updateAddOnGroup(id: $id, input: $input) { id } }\n"): (typeof documents)["\n  mutation UpdateAddOnGroup($id: ID!, $input: AddOnGroupInput!) { updateAddOnGroup(id: $id, input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteAddOnGroup($id: ID!) { deleteAddOnGroup(id: $id) }"): (typeof documents)["mutation DeleteAddOnGroup($id: ID!) { deleteAddOnGroup(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DuplicateEvent($id: ID!, $startsAt: DateTime!, $idempotencyKey: String!) {\n    duplicateEvent(id: $id, startsAt: $startsAt, idempotencyKey: $idempotencyKey) { id }\n  }\n"): (typeof documents)["\n  mutation DuplicateEvent($id: ID!, $startsAt: DateTime!, $idempotencyKey: String!) {\n    duplicateEvent(id: $id, startsAt: $startsAt, idempotencyKey: $idempotencyKey) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventToEdit($id: ID!) {\n    event(id: $id) {\n      id\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      holdersMayTransfer\n      series { id }\n    }\n  }\n"): (typeof documents)["\n  query EventToEdit($id: ID!) {\n    event(id: $id) {\n      id\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      holdersMayTransfer\n      series { id }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {\n    updateEvent(id: $id, version: $version, input: $input) { id version }\n  }\n"): (typeof documents)["\n  mutation UpdateEvent($id: ID!, $version: Int!, $input: UpdateEventInput!) {\n    updateEvent(id: $id, version: $version, input: $input) { id version }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateSeries(\n    $eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean!\n  ) {\n    updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateSeries(\n    $eventId: ID!, $version: Int!, $scope: SeriesScope!, $input: UpdateEventInput!, $overwrite: Boolean!\n  ) {\n    updateEventSeries(eventId: $eventId, version: $version, scope: $scope, input: $input, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PublishEvent($id: ID!) { publishEvent(id: $id) { id status version } }"): (typeof documents)["mutation PublishEvent($id: ID!) { publishEvent(id: $id) { id status version } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelEvent($id: ID!, $reason: String) {\n    cancelEvent(id: $id, reason: $reason) { id status version cancelReason }\n  }\n"): (typeof documents)["\n  mutation CancelEvent($id: ID!, $reason: String) {\n    cancelEvent(id: $id, reason: $reason) { id status version cancelReason }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteEvent($id: ID!) { deleteEvent(id: $id) }"): (typeof documents)["mutation DeleteEvent($id: ID!) { deleteEvent(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventActivity($id: ID!) {\n    event(id: $id) {\n      id\n      activity(first: 10) {\n        totalCount\n        edges {\n          node {\n            id\n            name\n            summary\n            occurredAt\n            changed\n            requestId\n            actor { kind id user { id name } }\n            subject { type id label }\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query EventActivity($id: ID!) {\n    event(id: $id) {\n      id\n      activity(first: 10) {\n        totalCount\n        edges {\n          node {\n            id\n            name\n            summary\n            occurredAt\n            changed\n            requestId\n            actor { kind id user { id name } }\n            subject { type id label }\n          }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventChoices {\n    events(first: 100) { edges { node { id title } } }\n  }\n"): (typeof documents)["\n  query EventChoices {\n    events(first: 100) { edges { node { id title } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FiguresOfEvent on Event {\n    analytics {\n      sales {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      checkedIn\n      views\n      uniqueVisitors\n      conversionRate\n      referrers { host views }\n    }\n  }\n"): (typeof documents)["\n  fragment FiguresOfEvent on Event {\n    analytics {\n      sales {\n        orders\n        tickets\n        gross { currency formatted }\n        refunded { currency formatted }\n        net { currency formatted }\n      }\n      checkedIn\n      views\n      uniqueVisitors\n      conversionRate\n      referrers { host views }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventFigures($id: ID!) {\n    event(id: $id) { id ...FiguresOfEvent }\n  }\n"): (typeof documents)["\n  query EventFigures($id: ID!) {\n    event(id: $id) { id ...FiguresOfEvent }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UploadEventImage($eventId: ID!, $file: Upload!, $alt: String, $idempotencyKey: String) {\n    uploadEventImage(eventId: $eventId, file: $file, alt: $alt, idempotencyKey: $idempotencyKey) { id }\n  }\n"): (typeof documents)["\n  mutation UploadEventImage($eventId: ID!, $file: Upload!, $alt: String, $idempotencyKey: String) {\n    uploadEventImage(eventId: $eventId, file: $file, alt: $alt, idempotencyKey: $idempotencyKey) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteEventImage($id: ID!) { deleteEventImage(id: $id) }"): (typeof documents)["mutation DeleteEventImage($id: ID!) { deleteEventImage(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Events($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          title\n          status\n          startsAt\n          timeZone\n          venue { id name city }\n          onlineUrl\n          ticketsSold\n          capacity\n          ticketTypes { id kind quantity }\n          series { id }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Events($filter: EventFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    events(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          title\n          status\n          startsAt\n          timeZone\n          venue { id name city }\n          onlineUrl\n          ticketsSold\n          capacity\n          ticketTypes { id kind quantity }\n          series { id }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventPage($id: ID!) {\n    event(id: $id) {\n      id\n      slug\n      status\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      currency\n      cancelReason\n      ticketsSold\n      series { id }\n      images { id url alt width height }\n      ticketTypes {\n        id\n        kind\n        addOnGroup { id }\n        name\n        description\n        price { amount currency formatted }\n        quantity\n        sold\n        held\n        available\n        minPerOrder\n        maxPerOrder\n        salesStartAt\n        salesEndAt\n        hidden\n        accessCode\n        sortOrder\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone sortOrder }\n      questions {\n        id kind label helpText required choices ticketTypeIds sortOrder\n        condition { questionId values }\n      }\n    }\n  }\n"): (typeof documents)["\n  query EventPage($id: ID!) {\n    event(id: $id) {\n      id\n      slug\n      status\n      version\n      title\n      description\n      category\n      tags\n      timeZone\n      startsAt\n      endsAt\n      salesStartAt\n      salesEndAt\n      venue { id name address city country }\n      onlineUrl\n      capacity\n      visibility\n      currency\n      cancelReason\n      ticketsSold\n      series { id }\n      images { id url alt width height }\n      ticketTypes {\n        id\n        kind\n        addOnGroup { id }\n        name\n        description\n        price { amount currency formatted }\n        quantity\n        sold\n        held\n        available\n        minPerOrder\n        maxPerOrder\n        salesStartAt\n        salesEndAt\n        hidden\n        accessCode\n        sortOrder\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone sortOrder }\n      questions {\n        id kind label helpText required choices ticketTypeIds sortOrder\n        condition { questionId values }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription EventLive($id: ID!, $figures: Boolean!) {\n    eventSales(eventId: $id) {\n      event {\n        id\n        ticketsSold\n        ticketTypes { id sold held available }\n        ...FiguresOfEvent @include(if: $figures)\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription EventLive($id: ID!, $figures: Boolean!) {\n    eventSales(eventId: $id) {\n      event {\n        id\n        ticketsSold\n        ticketTypes { id sold held available }\n        ...FiguresOfEvent @include(if: $figures)\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExportAttendees($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }\n"): (typeof documents)["\n  mutation ExportAttendees($filter: TicketFilter) { exportAttendees(filter: $filter) { url } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation MessageAttendees($eventId: ID!, $input: MessageInput!) {\n    messageAttendees(eventId: $eventId, input: $input)\n  }\n"): (typeof documents)["\n  mutation MessageAttendees($eventId: ID!, $input: MessageInput!) {\n    messageAttendees(eventId: $eventId, input: $input)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventDefaults {\n    viewerOrganization { id settings { currency } }\n  }\n"): (typeof documents)["\n  query EventDefaults {\n    viewerOrganization { id settings { currency } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateEvent($input: CreateEventInput!) { createEvent(input: $input) { id } }\n"): (typeof documents)["\n  mutation CreateEvent($input: CreateEventInput!) { createEvent(input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateQuestion($eventId: ID!, $input: QuestionInput!) {\n    createQuestion(eventId: $eventId, input: $input) { id }\n  }\n"): (typeof documents)["\n  mutation CreateQuestion($eventId: ID!, $input: QuestionInput!) {\n    createQuestion(eventId: $eventId, input: $input) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateQuestion($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { id } }\n"): (typeof documents)["\n  mutation UpdateQuestion($id: ID!, $input: QuestionInput!) { updateQuestion(id: $id, input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteQuestion($id: ID!) { deleteQuestion(id: $id) }"): (typeof documents)["mutation DeleteQuestion($id: ID!) { deleteQuestion(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RepeatEvent($input: CreateEventSeriesInput!) {\n    createEventSeries(input: $input) { id title rule }\n  }\n"): (typeof documents)["\n  mutation RepeatEvent($input: CreateEventSeriesInput!) {\n    createEventSeries(input: $input) { id title rule }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddSeriesDates($id: ID!, $input: AddEventSeriesDatesInput!) {\n    addEventSeriesDates(id: $id, input: $input) { id title updatedAt }\n  }\n"): (typeof documents)["\n  mutation AddSeriesDates($id: ID!, $input: AddEventSeriesDatesInput!) {\n    addEventSeriesDates(id: $id, input: $input) { id title updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SeriesDates($id: ID!, $after: String) {\n    eventSeries(id: $id) {\n      id\n      title\n      rule\n      events(first: 100, after: $after) {\n        totalCount\n        pageInfo { endCursor hasNextPage }\n        edges { node { id title status startsAt timeZone ticketsSold seriesChanged } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query SeriesDates($id: ID!, $after: String) {\n    eventSeries(id: $id) {\n      id\n      title\n      rule\n      events(first: 100, after: $after) {\n        totalCount\n        pageInfo { endCursor hasNextPage }\n        edges { node { id title status startsAt timeZone ticketsSold seriesChanged } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishSeries($id: ID!) {\n    publishEventSeries(id: $id) {\n      changed { id status version }\n      kept { event { id startsAt timeZone } code }\n    }\n  }\n"): (typeof documents)["\n  mutation PublishSeries($id: ID!) {\n    publishEventSeries(id: $id) {\n      changed { id status version }\n      kept { event { id startsAt timeZone } code }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CancelSeries($eventId: ID!, $reason: String) {\n    cancelEventSeries(eventId: $eventId, reason: $reason) { changed { id status version cancelReason } }\n  }\n"): (typeof documents)["\n  mutation CancelSeries($eventId: ID!, $reason: String) {\n    cancelEventSeries(eventId: $eventId, reason: $reason) { changed { id status version cancelReason } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ShareTicketType($ticketTypeId: ID!, $scope: SeriesScope!, $overwrite: Boolean!) {\n    shareTicketType(ticketTypeId: $ticketTypeId, scope: $scope, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n"): (typeof documents)["\n  mutation ShareTicketType($ticketTypeId: ID!, $scope: SeriesScope!, $overwrite: Boolean!) {\n    shareTicketType(ticketTypeId: $ticketTypeId, scope: $scope, overwrite: $overwrite) {\n      changed { id version }\n      kept { fields event { id startsAt timeZone } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateTicketType($eventId: ID!, $input: TicketTypeInput!) {\n    createTicketType(eventId: $eventId, input: $input) { id }\n  }\n"): (typeof documents)["\n  mutation CreateTicketType($eventId: ID!, $input: TicketTypeInput!) {\n    createTicketType(eventId: $eventId, input: $input) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTicketType($id: ID!, $input: TicketTypeInput!) {\n    updateTicketType(id: $id, input: $input) { id }\n  }\n"): (typeof documents)["\n  mutation UpdateTicketType($id: ID!, $input: TicketTypeInput!) {\n    updateTicketType(id: $id, input: $input) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeleteTicketType($id: ID!) { deleteTicketType(id: $id) }"): (typeof documents)["mutation DeleteTicketType($id: ID!) { deleteTicketType(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWaitingRoom($id: ID!, $input: UpdateWaitingRoomInput!) {\n    updateWaitingRoom(eventId: $id, input: $input) { status opensAt }\n  }\n"): (typeof documents)["\n  mutation UpdateWaitingRoom($id: ID!, $input: UpdateWaitingRoomInput!) {\n    updateWaitingRoom(eventId: $id, input: $input) { status opensAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitingRoomOfEvent($id: ID!) {\n    event(id: $id) {\n      id status timeZone\n      waitingRoom {\n        status opensAt\n        figures { ratePerMinute admissionMinutes joined called waiting admitted carts orders }\n      }\n    }\n  }\n"): (typeof documents)["\n  query WaitingRoomOfEvent($id: ID!) {\n    event(id: $id) {\n      id status timeZone\n      waitingRoom {\n        status opensAt\n        figures { ratePerMinute admissionMinutes joined called waiting admitted carts orders }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PauseWaitingRoom($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }"): (typeof documents)["mutation PauseWaitingRoom($id: ID!) { pauseWaitingRoom(eventId: $id) { status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeWaitingRoom($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }"): (typeof documents)["mutation ResumeWaitingRoom($id: ID!) { resumeWaitingRoom(eventId: $id) { status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitlistEntries($id: ID!, $filter: WaitlistFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    event(id: $id) { id title timeZone }\n    waitlistEntries(eventId: $id, filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id place name email quantity acceptFewer status offered offerExpiresAt joinedAt\n          ticketType { id name }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query WaitlistEntries($id: ID!, $filter: WaitlistFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    event(id: $id) { id title timeZone }\n    waitlistEntries(eventId: $id, filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id place name email quantity acceptFewer status offered offerExpiresAt joinedAt\n          ticketType { id name }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveWaitlistEntry($id: ID!) { removeWaitlistEntry(id: $id) { id status } }"): (typeof documents)["mutation RemoveWaitlistEntry($id: ID!) { removeWaitlistEntry(id: $id) { id status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitlistOfEvent($id: ID!) {\n    event(id: $id) {\n      id status\n      waitlist { enabled offerMinutes waiting waitingTickets offered taken }\n    }\n  }\n"): (typeof documents)["\n  query WaitlistOfEvent($id: ID!) {\n    event(id: $id) {\n      id status\n      waitlist { enabled offerMinutes waiting waitingTickets offered taken }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWaitlist($id: ID!, $input: UpdateWaitlistInput!) {\n    updateWaitlist(eventId: $id, input: $input) { id waitlist { enabled offerMinutes } }\n  }\n"): (typeof documents)["\n  mutation UpdateWaitlist($id: ID!, $input: UpdateWaitlistInput!) {\n    updateWaitlist(eventId: $id, input: $input) { id waitlist { enabled offerMinutes } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Logout { logout }"): (typeof documents)["mutation Logout { logout }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation SwitchOrganization($organizationId: ID!) {\n    switchOrganization(organizationId: $organizationId) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeAttendee($ticketId: ID!, $input: AttendeeChangeInput!) {\n    changeAttendee(ticketId: $ticketId, input: $input) { id attendee { name email } }\n  }\n"): (typeof documents)["\n  mutation ChangeAttendee($ticketId: ID!, $input: AttendeeChangeInput!) {\n    changeAttendee(ticketId: $ticketId, input: $input) { id attendee { name email } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeTicketAnswers($id: ID!, $answers: [AnswerInput!]!) {\n    changeTicketAnswers(id: $id, answers: $answers) { id answers { questionId kind label values } }\n  }\n"): (typeof documents)["\n  mutation ChangeTicketAnswers($id: ID!, $answers: [AnswerInput!]!) {\n    changeTicketAnswers(id: $id, answers: $answers) { id answers { questionId kind label values } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExchangeTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name kind available price { formatted } } }\n  }\n"): (typeof documents)["\n  query ExchangeTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name kind available price { formatted } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrderChangeQuote($input: TicketTypeChangeInput!) {\n    orderChangeQuote(input: $input) {\n      before { formatted }\n      after { formatted }\n      difference { amount formatted }\n    }\n  }\n"): (typeof documents)["\n  query OrderChangeQuote($input: TicketTypeChangeInput!) {\n    orderChangeQuote(input: $input) {\n      before { formatted }\n      after { formatted }\n      difference { amount formatted }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeTicketType($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id status } }\n"): (typeof documents)["\n  mutation ChangeTicketType($input: ChangeTicketTypeInput!) { changeTicketType(input: $input) { id status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExportOrders($filter: OrderFilter) { exportOrders(filter: $filter) { url } }\n"): (typeof documents)["\n  mutation ExportOrders($filter: OrderFilter) { exportOrders(filter: $filter) { url } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordManualPayment($orderId: ID!, $note: String, $idempotencyKey: String!) {\n    recordManualPayment(orderId: $orderId, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n"): (typeof documents)["\n  mutation RecordManualPayment($orderId: ID!, $note: String, $idempotencyKey: String!) {\n    recordManualPayment(orderId: $orderId, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelOrder($id: ID!) { cancelOrder(id: $id) { id status } }"): (typeof documents)["mutation CancelOrder($id: ID!) { cancelOrder(id: $id) { id status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResendTickets($orderId: ID!) { resendTickets(orderId: $orderId) }"): (typeof documents)["mutation ResendTickets($orderId: ID!) { resendTickets(orderId: $orderId) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CancelOrderChange($id: ID!) { cancelOrderChange(id: $id) { id status } }"): (typeof documents)["mutation CancelOrderChange($id: ID!) { cancelOrderChange(id: $id) { id status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordOrderChangePayment($id: ID!, $note: String, $idempotencyKey: String!) {\n    recordOrderChangePayment(id: $id, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n"): (typeof documents)["\n  mutation RecordOrderChangePayment($id: ID!, $note: String, $idempotencyKey: String!) {\n    recordOrderChangePayment(id: $id, note: $note, idempotencyKey: $idempotencyKey) { id status }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation IssueInvoice($orderId: ID!) { issueInvoice(orderId: $orderId) { id number } }"): (typeof documents)["mutation IssueInvoice($orderId: ID!) { issueInvoice(orderId: $orderId) { id number } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    orders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          number\n          status\n          createdAt\n          total { formatted }\n          buyer { name email }\n          items { id quantity }\n          event { id title }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Orders($filter: OrderFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    orders(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges {\n        node {\n          id\n          number\n          status\n          createdAt\n          total { formatted }\n          buyer { name email }\n          items { id quantity }\n          event { id title }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrderPage($id: ID!, $withTickets: Boolean!) {\n    order(id: $id) {\n      id\n      number\n      status\n      createdAt\n      confirmedAt\n      expiresAt\n      closedReason\n      buyer { name email }\n      event { id title }\n      promoCode\n      paymentMethodLabel\n      paymentReference\n      items { id name quantity unitPrice { formatted } total { formatted } }\n      subtotal { formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      taxIncluded\n      total { amount currency formatted }\n      paid { amount formatted }\n      refunded { amount formatted }\n      refunds { id amount { formatted } status reason needsHand feesKept { amount formatted } createdAt completedAt }\n      changes {\n        id fromName toName status paymentReference expiresAt createdAt\n        difference { amount formatted }\n      }\n      invoices { id number kind issuedAt downloadUrl total { formatted } }\n      transactions { id type amount { formatted } method note reference createdAt }\n      tickets @include(if: $withTickets) {\n        id\n        code\n        status\n        admits\n        checkedInAt\n        answers { questionId kind label values }\n        attendee { name email }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query OrderPage($id: ID!, $withTickets: Boolean!) {\n    order(id: $id) {\n      id\n      number\n      status\n      createdAt\n      confirmedAt\n      expiresAt\n      closedReason\n      buyer { name email }\n      event { id title }\n      promoCode\n      paymentMethodLabel\n      paymentReference\n      items { id name quantity unitPrice { formatted } total { formatted } }\n      subtotal { formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      taxIncluded\n      total { amount currency formatted }\n      paid { amount formatted }\n      refunded { amount formatted }\n      refunds { id amount { formatted } status reason needsHand feesKept { amount formatted } createdAt completedAt }\n      changes {\n        id fromName toName status paymentReference expiresAt createdAt\n        difference { amount formatted }\n      }\n      invoices { id number kind issuedAt downloadUrl total { formatted } }\n      transactions { id type amount { formatted } method note reference createdAt }\n      tickets @include(if: $withTickets) {\n        id\n        code\n        status\n        admits\n        checkedInAt\n        answers { questionId kind label values }\n        attendee { name email }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SettleRefund($input: SettleRefundInput!) { settleRefund(input: $input) { id status } }\n"): (typeof documents)["\n  mutation SettleRefund($input: SettleRefundInput!) { settleRefund(input: $input) { id status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetryRefund($refundId: ID!) { retryRefund(refundId: $refundId) { id status } }"): (typeof documents)["mutation RetryRefund($refundId: ID!) { retryRefund(refundId: $refundId) { id status } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RefundOrder($input: RefundOrderInput!) {\n    refundOrder(input: $input) { id status }\n  }\n"): (typeof documents)["\n  mutation RefundOrder($input: RefundOrderInput!) {\n    refundOrder(input: $input) { id status }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RefundPreview($input: RefundOrderInput!) {\n    refundPreview(input: $input) {\n      amount { formatted }\n      tax { amount formatted }\n      feesKept { amount formatted }\n      available { formatted }\n      tickets\n    }\n  }\n"): (typeof documents)["\n  query RefundPreview($input: RefundOrderInput!) {\n    refundPreview(input: $input) {\n      amount { formatted }\n      tax { amount formatted }\n      feesKept { amount formatted }\n      available { formatted }\n      tickets\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FailedHooks($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      failedHooks(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id event occurredAt failedAt attempts requestId error { code message } } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query FailedHooks($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      failedHooks(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id event occurredAt failedAt attempts requestId error { code message } } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayFailedHook($id: ID!) { replayFailedHook(id: $id) }\n"): (typeof documents)["\n  mutation ReplayFailedHook($id: ID!) { replayFailedHook(id: $id) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayFailedHooks($id: ID!) { replayFailedHooks(installationId: $id) }\n"): (typeof documents)["\n  mutation ReplayFailedHooks($id: ID!) { replayFailedHooks(installationId: $id) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PluginSchedules {\n    installedPlugins {\n      id enabled\n      schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }\n    }\n  }\n"): (typeof documents)["\n  query PluginSchedules {\n    installedPlugins {\n      id enabled\n      schedules { name cron timeZone action nextRunAt lastRun { startedAt ok durationMs requestId error { code message } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RunPluginSchedule($id: ID!, $schedule: String!) {\n    runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId }\n  }\n"): (typeof documents)["\n  mutation RunPluginSchedule($id: ID!, $schedule: String!) {\n    runPluginSchedule(installationId: $id, schedule: $schedule) { ok requestId }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InstallPlugin($pluginId: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {\n    installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { id }\n  }\n"): (typeof documents)["\n  mutation InstallPlugin($pluginId: ID!, $version: String, $grant: [String!]!, $consent: [PluginRequestInput!]) {\n    installPlugin(pluginId: $pluginId, version: $version, grant: $grant, consent: $consent) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PluginLogs($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      logs(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id at level source message fields requestId } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PluginLogs($first: Int, $after: String, $last: Int, $before: String) {\n    installedPlugins {\n      id\n      logs(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id at level source message fields requestId } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LivePluginLogs($id: ID!) {\n    pluginLogs(installationId: $id) { lines { id at level source message fields requestId } }\n  }\n"): (typeof documents)["\n  subscription LivePluginLogs($id: ID!) {\n    pluginLogs(installationId: $id) { lines { id at level source message fields requestId } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Marketplace($filter: PluginFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name description author category latest { version } } }\n    }\n    installedPlugins {\n      id enabled configured\n      plugin { id name description author category latest { version } }\n      version { version }\n    }\n  }\n"): (typeof documents)["\n  query Marketplace($filter: PluginFilter, $first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: $filter, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name description author category latest { version } } }\n    }\n    installedPlugins {\n      id enabled configured\n      plugin { id name description author category latest { version } }\n      version { version }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query UninstalledPlugins { uninstalledPlugins { id version uninstalledAt deletedAt plugin { id name } } }\n"): (typeof documents)["\n  query UninstalledPlugins { uninstalledPlugins { id version uninstalledAt deletedAt plugin { id name } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestorePlugin($id: ID!) { restorePlugin(installationId: $id) { id } }\n"): (typeof documents)["\n  mutation RestorePlugin($id: ID!) { restorePlugin(installationId: $id) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RegisteredOperations { registeredOperations { client name document forServer registeredAt } }\n"): (typeof documents)["\n  query RegisteredOperations { registeredOperations { client name document forServer registeredAt } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ForgetClient($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }\n"): (typeof documents)["\n  mutation ForgetClient($input: RegisterOperationsInput!) { registerOperations(input: $input) { name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeprecatePluginVersion($pluginId: ID!, $version: String!, $reason: String!) {\n    deprecatePluginVersion(pluginId: $pluginId, version: $version, reason: $reason) { version status deprecationReason }\n  }\n"): (typeof documents)["\n  mutation DeprecatePluginVersion($pluginId: ID!, $version: String!, $reason: String!) {\n    deprecatePluginVersion(pluginId: $pluginId, version: $version, reason: $reason) { version status deprecationReason }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnablePlugin($id: ID!) { enablePlugin(installationId: $id) { id enabled } }\n"): (typeof documents)["\n  mutation EnablePlugin($id: ID!) { enablePlugin(installationId: $id) { id enabled } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DisablePlugin($id: ID!) { disablePlugin(installationId: $id) { id enabled } }\n"): (typeof documents)["\n  mutation DisablePlugin($id: ID!) { disablePlugin(installationId: $id) { id enabled } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PluginPage($id: ID!) {\n    plugin(id: $id) {\n      id name description author category viewerPublishes\n      latest {\n        version status publishedAt permissions network manifest integrity\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n      versions {\n        version status submittedAt publishedAt permissions network manifest deprecationReason\n        requests { kind name } secrets { name title withheld hosts }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n    installedPlugins {\n      id enabled configured configuration configSchema grantedPermissions consented { kind name } installedAt storageBytes\n      plugin { id }\n      version {\n        version status deprecationReason permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PluginPage($id: ID!) {\n    plugin(id: $id) {\n      id name description author category viewerPublishes\n      latest {\n        version status publishedAt permissions network manifest integrity\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n      versions {\n        version status submittedAt publishedAt permissions network manifest deprecationReason\n        requests { kind name } secrets { name title withheld hosts }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n    installedPlugins {\n      id enabled configured configuration configSchema grantedPermissions consented { kind name } installedAt storageBytes\n      plugin { id }\n      version {\n        version status deprecationReason permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UninstallPlugin($id: ID!) { uninstallPlugin(installationId: $id) }\n"): (typeof documents)["\n  mutation UninstallPlugin($id: ID!) { uninstallPlugin(installationId: $id) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {\n    upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id }\n  }\n"): (typeof documents)["\n  mutation UpgradePlugin($id: ID!, $version: String!, $grant: [String!], $consent: [PluginRequestInput!]) {\n    upgradePlugin(installationId: $id, version: $version, grant: $grant, consent: $consent) { id }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PublishPlugin($bundle: Upload!) {\n    publishPlugin(bundle: $bundle) {\n      plugin { id name }\n      version { version status }\n      supergraphRelease\n      warnings { path message }\n    }\n  }\n"): (typeof documents)["\n  mutation PublishPlugin($bundle: Upload!) {\n    publishPlugin(bundle: $bundle) {\n      plugin { id name }\n      version { version status }\n      supergraphRelease\n      warnings { path message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReviewPlugin($pluginId: ID!, $version: String!, $decision: ReviewDecision!, $note: String) {\n    reviewPlugin(pluginId: $pluginId, version: $version, decision: $decision, note: $note) {\n      version status review { note }\n    }\n  }\n"): (typeof documents)["\n  mutation ReviewPlugin($pluginId: ID!, $version: String!, $decision: ReviewDecision!, $note: String) {\n    reviewPlugin(pluginId: $pluginId, version: $version, decision: $decision, note: $note) {\n      version status review { note }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReviewQueue($first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: { awaitingReview: true }, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name author versions { version status submittedAt review { findings { severity } } } } }\n    }\n  }\n"): (typeof documents)["\n  query ReviewQueue($first: Int, $after: String, $last: Int, $before: String) {\n    plugins(filter: { awaitingReview: true }, first: $first, after: $after, last: $last, before: $before) {\n      totalCount\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      edges { node { id name author versions { version status submittedAt review { findings { severity } } } } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PluginVersionPage($id: ID!, $version: String!) {\n    plugin(id: $id) {\n      id name\n      version(version: $version) {\n        version status submittedAt publishedAt integrity permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n        review {\n          previousVersion addedPermissions addedHosts addedFields note bundleUrl\n          changes { path before after }\n          findings { severity code file line message }\n          files { name bytes }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query PluginVersionPage($id: ID!, $version: String!) {\n    plugin(id: $id) {\n      id name\n      version(version: $version) {\n        version status submittedAt publishedAt integrity permissions network manifest\n        requests { kind name } secrets { name title withheld hosts }\n        actions { name description mutationField signature public input }\n        extensions { target component fields { type field description scope } }\n        review {\n          previousVersion addedPermissions addedHosts addedFields note bundleUrl\n          changes { path before after }\n          findings { severity code file line message }\n          files { name bytes }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfigurePlugin($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n"): (typeof documents)["\n  mutation ConfigurePlugin($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PluginWebhooks { installedPlugins { id webhooks { name url } } }\n"): (typeof documents)["\n  query PluginWebhooks { installedPlugins { id webhooks { name url } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookAddresses($id: ID!) { rotateWebhookAddresses(installationId: $id) { id webhooks { name url } } }\n"): (typeof documents)["\n  mutation RotateWebhookAddresses($id: ID!) { rotateWebhookAddresses(installationId: $id) { id webhooks { name url } } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ExecuteAction($pluginId: ID!, $action: String!, $params: JSON) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params) {\n      ok data durationMs requestId\n      error { code message retryable }\n    }\n  }\n"): (typeof documents)["\n  mutation ExecuteAction($pluginId: ID!, $action: String!, $params: JSON) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params) {\n      ok data durationMs requestId\n      error { code message retryable }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword)\n  }\n"): (typeof documents)["\n  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {\n    changePassword(currentPassword: $currentPassword, newPassword: $newPassword)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { id name } }\n"): (typeof documents)["\n  mutation UpdateProfile($input: UpdateProfileInput!) { updateProfile(input: $input) { id name } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Sessions { sessions { id current createdAt lastUsedAt ip userAgent } }\n"): (typeof documents)["\n  query Sessions { sessions { id current createdAt lastUsedAt ip userAgent } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeSession($id: ID!) { revokeSession(id: $id) }"): (typeof documents)["mutation RevokeSession($id: ID!) { revokeSession(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EnableTwoFactor { enableTwoFactor { otpauthUrl secret } }"): (typeof documents)["mutation EnableTwoFactor { enableTwoFactor { otpauthUrl secret } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmTwoFactor($code: String!) { confirmTwoFactor(code: $code) { codes } }\n"): (typeof documents)["\n  mutation ConfirmTwoFactor($code: String!) { confirmTwoFactor(code: $code) { codes } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DisableTwoFactor($code: String!) { disableTwoFactor(code: $code) }"): (typeof documents)["mutation DisableTwoFactor($code: String!) { disableTwoFactor(code: $code) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiTokens {\n    apiTokens { id name prefix scopes createdAt createdBy { id name } expiresAt lastUsedAt }\n  }\n"): (typeof documents)["\n  query ApiTokens {\n    apiTokens { id name prefix scopes createdAt createdBy { id name } expiresAt lastUsedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeApiToken($id: ID!) { revokeApiToken(id: $id) }"): (typeof documents)["mutation RevokeApiToken($id: ID!) { revokeApiToken(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) { secret token { id name } }\n  }\n"): (typeof documents)["\n  mutation CreateApiToken($input: CreateApiTokenInput!) {\n    createApiToken(input: $input) { secret token { id name } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeMemberRole($membershipId: ID!, $role: Role!) {\n    changeMemberRole(membershipId: $membershipId, role: $role) { id role }\n  }\n"): (typeof documents)["\n  mutation ChangeMemberRole($membershipId: ID!, $role: Role!) {\n    changeMemberRole(membershipId: $membershipId, role: $role) { id role }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Invitations { invitations { id email role expiresAt } }"): (typeof documents)["query Invitations { invitations { id email role expiresAt } }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { id email } }\n"): (typeof documents)["\n  mutation InviteMember($input: InviteMemberInput!) { inviteMember(input: $input) { id email } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeInvitation($id: ID!) { revokeInvitation(id: $id) }"): (typeof documents)["mutation RevokeInvitation($id: ID!) { revokeInvitation(id: $id) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Members($first: Int, $after: String, $last: Int, $before: String) {\n    viewerOrganization {\n      id\n      members(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id role createdAt user { id name email lastActiveAt twoFactorEnabled } } }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Members($first: Int, $after: String, $last: Int, $before: String) {\n    viewerOrganization {\n      id\n      members(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n        edges { node { id role createdAt user { id name email lastActiveAt twoFactorEnabled } } }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveMember($membershipId: ID!) { removeMember(membershipId: $membershipId) }"): (typeof documents)["mutation RemoveMember($membershipId: ID!) { removeMember(membershipId: $membershipId) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestNotification($template: String!, $to: String!, $idempotencyKey: String!) {\n    sendTestNotification(template: $template, to: $to, idempotencyKey: $idempotencyKey) { id recipient }\n  }\n"): (typeof documents)["\n  mutation SendTestNotification($template: String!, $to: String!, $idempotencyKey: String!) {\n    sendTestNotification(template: $template, to: $to, idempotencyKey: $idempotencyKey) { id recipient }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateNotificationTemplate($input: NotificationTemplateInput!) {\n    updateNotificationTemplate(input: $input) { id subject text html customized updatedAt }\n  }\n"): (typeof documents)["\n  mutation UpdateNotificationTemplate($input: NotificationTemplateInput!) {\n    updateNotificationTemplate(input: $input) { id subject text html customized updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetNotificationTemplate($template: String!, $locale: String!) {\n    resetNotificationTemplate(template: $template, locale: $locale) { id subject text html customized updatedAt }\n  }\n"): (typeof documents)["\n  mutation ResetNotificationTemplate($template: String!, $locale: String!) {\n    resetNotificationTemplate(template: $template, locale: $locale) { id subject text html customized updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NotificationTemplates {\n    notificationTemplates {\n      id\n      name\n      locale\n      description\n      category\n      customized\n      updatedAt\n      subject\n      text\n      html\n      placeholders { name description required }\n    }\n  }\n"): (typeof documents)["\n  query NotificationTemplates {\n    notificationTemplates {\n      id\n      name\n      locale\n      description\n      category\n      customized\n      updatedAt\n      subject\n      text\n      html\n      placeholders { name description required }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizationSettings {\n    viewerOrganization {\n      id\n      name\n      slug\n      logoUrl\n      settings {\n        currency\n        holdMinutes\n        locale\n        supportEmail\n        timeZone\n        billing { legalName address country email taxId }\n      }\n    }\n  }\n"): (typeof documents)["\n  query OrganizationSettings {\n    viewerOrganization {\n      id\n      name\n      slug\n      logoUrl\n      settings {\n        currency\n        holdMinutes\n        locale\n        supportEmail\n        timeZone\n        billing { legalName address country email taxId }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) { id name }\n  }\n"): (typeof documents)["\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) { id name }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateFees($input: FeeRulesInput!) { updateFees(input: $input) { id basisPoints fixedPerTicket payer } }\n"): (typeof documents)["\n  mutation UpdateFees($input: FeeRulesInput!) { updateFees(input: $input) { id basisPoints fixedPerTicket payer } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateInvoiceSettings($input: InvoiceSettingsInput!) {\n    updateInvoiceSettings(input: $input) {\n      id legalName address country taxId prefix creditPrefix automatic footer updatedAt\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateInvoiceSettings($input: InvoiceSettingsInput!) {\n    updateInvoiceSettings(input: $input) {\n      id legalName address country taxId prefix creditPrefix automatic footer updatedAt\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreatePromoCode($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }\n"): (typeof documents)["\n  mutation CreatePromoCode($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrderRules($input: OrderRulesInput!) {\n    updateOrderRules(input: $input) { id buyersRenameAttendees updatedAt }\n  }\n"): (typeof documents)["\n  mutation UpdateOrderRules($input: OrderRulesInput!) {\n    updateOrderRules(input: $input) { id buyersRenameAttendees updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PriceRules {\n    feeRules { id basisPoints fixedPerTicket payer updatedAt }\n    taxRules { id mode rates { name basisPoints country category } updatedAt }\n    invoiceSettings { id legalName address country taxId prefix creditPrefix automatic footer updatedAt }\n    orderRules { id buyersRenameAttendees updatedAt }\n  }\n"): (typeof documents)["\n  query PriceRules {\n    feeRules { id basisPoints fixedPerTicket payer updatedAt }\n    taxRules { id mode rates { name basisPoints country category } updatedAt }\n    invoiceSettings { id legalName address country taxId prefix creditPrefix automatic footer updatedAt }\n    orderRules { id buyersRenameAttendees updatedAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PromoCodes {\n    promoCodes {\n      id\n      code\n      active\n      kind\n      amount { formatted }\n      basisPoints\n      event { id title }\n      startsAt\n      endsAt\n      maxUses\n      maxUsesPerBuyer\n      uses\n    }\n  }\n"): (typeof documents)["\n  query PromoCodes {\n    promoCodes {\n      id\n      code\n      active\n      kind\n      amount { formatted }\n      basisPoints\n      event { id title }\n      startsAt\n      endsAt\n      maxUses\n      maxUsesPerBuyer\n      uses\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeactivatePromoCode($id: ID!) { deactivatePromoCode(id: $id) { id active } }\n"): (typeof documents)["\n  mutation DeactivatePromoCode($id: ID!) { deactivatePromoCode(id: $id) { id active } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TaxedTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    taxCategories { category ticketType { id } }\n  }\n"): (typeof documents)["\n  query TaxedTypes($eventId: ID!) {\n    event(id: $eventId) { id ticketTypes { id name } }\n    taxCategories { category ticketType { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetTaxCategory($input: TaxCategoryInput!) {\n    setTaxCategory(input: $input) { category ticketType { id } }\n  }\n"): (typeof documents)["\n  mutation SetTaxCategory($input: TaxCategoryInput!) {\n    setTaxCategory(input: $input) { category ticketType { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateTaxRules($input: TaxRulesInput!) {\n    updateTaxRules(input: $input) { id mode rates { name basisPoints country category } }\n  }\n"): (typeof documents)["\n  mutation UpdateTaxRules($input: TaxRulesInput!) {\n    updateTaxRules(input: $input) { id mode rates { name basisPoints country category } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n"): (typeof documents)["\n  query Invitation($token: String!) {\n    me { id email }\n    invitation(token: $token) {\n      email\n      role\n      expiresAt\n      organization { id name }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation AcceptInvitation($token: String!, $input: AcceptInvitationInput!) {\n    acceptInvitation(token: $token, input: $input) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"): (typeof documents)["\n  mutation RequestPasswordReset($email: String!) { requestPasswordReset(email: $email) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation Register($input: RegisterInput!) {\n    register(input: $input) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n"): (typeof documents)["\n  mutation ResetPassword($token: String!, $newPassword: String!) {\n    resetPassword(token: $token, newPassword: $newPassword)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n"): (typeof documents)["\n  mutation Login($email: String!, $password: String!) {\n    login(email: $email, password: $password) {\n      __typename\n      ... on AuthTokens { accessToken expiresIn }\n      ... on TwoFactorChallenge { challengeToken }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n"): (typeof documents)["\n  mutation CompleteTwoFactorLogin($challengeToken: String!, $code: String!) {\n    completeTwoFactorLogin(challengeToken: $challengeToken, code: $code) { accessToken expiresIn }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      isOperator\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n"): (typeof documents)["\n  query Viewer {\n    me {\n      id\n      name\n      email\n      twoFactorEnabled\n      isOperator\n      memberships {\n        id\n        role\n        scopes\n        organization { id name slug }\n      }\n    }\n    viewerOrganization { id name slug }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RunExtensionAction($pluginId: ID!, $action: String!, $params: JSON, $organization: String) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params, organization: $organization) {\n      ok data error { code message }\n    }\n  }\n"): (typeof documents)["\n  mutation RunExtensionAction($pluginId: ID!, $action: String!, $params: JSON, $organization: String) {\n    executeAction(pluginId: $pluginId, action: $action, params: $params, organization: $organization) {\n      ok data error { code message }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SaveExtensionSettings($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n"): (typeof documents)["\n  mutation SaveExtensionSettings($id: ID!, $configuration: JSON!) {\n    configurePlugin(installationId: $id, configuration: $configuration) { id configuration configured }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ExtensionsAt($target: ExtensionTarget!, $organization: String, $context: JSON!) {\n    extensions(target: $target, organization: $organization) {\n      id target component moduleUrl integrity configuration\n      input(context: $context)\n      installation { id plugin { id name } }\n    }\n  }\n"): (typeof documents)["\n  query ExtensionsAt($target: ExtensionTarget!, $organization: String, $context: JSON!) {\n    extensions(target: $target, organization: $organization) {\n      id target component moduleUrl integrity configuration\n      input(context: $context)\n      installation { id plugin { id name } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateCart($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }\n"): (typeof documents)["\n  mutation UpdateCart($token: String!, $input: UpdateCartInput!) { updateCart(token: $token, input: $input) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CartInShop($token: String!) {\n    cart(token: $token) {\n      id token expiresAt promoCode\n      event {\n        id title slug startsAt endsAt timeZone status salesStartAt salesEndAt\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items {\n        name quantity\n        unitPrice { amount formatted }\n        total { amount formatted }\n        id\n        ticketType {\n          id kind available minPerOrder maxPerOrder\n          addOnGroup { id }\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      paymentMethods { id label description }\n    }\n  }\n"): (typeof documents)["\n  query CartInShop($token: String!) {\n    cart(token: $token) {\n      id token expiresAt promoCode\n      event {\n        id title slug startsAt endsAt timeZone status salesStartAt salesEndAt\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items {\n        name quantity\n        unitPrice { amount formatted }\n        total { amount formatted }\n        id\n        ticketType {\n          id kind available minPerOrder maxPerOrder\n          addOnGroup { id }\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n      }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      paymentMethods { id label description }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReleaseCart($token: String!) { releaseCart(token: $token) }"): (typeof documents)["mutation ReleaseCart($token: String!) { releaseCart(token: $token) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Checkout($input: CheckoutInput!) {\n    checkout(input: $input) { orderToken nextAction { type url } order { id } }\n  }\n"): (typeof documents)["\n  mutation Checkout($input: CheckoutInput!) {\n    checkout(input: $input) { orderToken nextAction { type url } order { id } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ApplyPromoCode($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }\n"): (typeof documents)["\n  mutation ApplyPromoCode($token: String!, $code: String!) { applyPromoCode(token: $token, code: $code) { id } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventInShop($organization: String!, $slug: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id title slug description category status cancelReason startsAt endsAt timeZone salesStartAt salesEndAt online\n      venue { id name address city country }\n      organization { id name slug }\n      images { id url alt width height }\n      waitingRoom { status opensAt }\n      ticketTypes {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone }\n    }\n  }\n"): (typeof documents)["\n  query EventInShop($organization: String!, $slug: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id title slug description category status cancelReason startsAt endsAt timeZone salesStartAt salesEndAt online\n      venue { id name address city country }\n      organization { id name slug }\n      images { id url alt width height }\n      waitingRoom { status opensAt }\n      ticketTypes {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n      addOnGroups { id name description ticketTypeIds minPerTicket maxPerTicket soldAlone }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CountEventView($eventId: ID!, $referrer: String, $visitorId: String) {\n    trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId)\n  }\n"): (typeof documents)["\n  mutation CountEventView($eventId: ID!, $referrer: String, $visitorId: String) {\n    trackEventView(eventId: $eventId, referrer: $referrer, visitorId: $visitorId)\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }\n"): (typeof documents)["\n  mutation CreateCart($input: CreateCartInput!) { createCart(input: $input) { id token } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TypesOpenedByCode($organization: String!, $slug: String!, $code: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      ticketTypes(accessCode: $code) {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n    }\n  }\n"): (typeof documents)["\n  query TypesOpenedByCode($organization: String!, $slug: String!, $code: String!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      ticketTypes(accessCode: $code) {\n        id kind name description hidden available minPerOrder maxPerOrder salesStartAt salesEndAt waitlistOpen\n        addOnGroup { id }\n        price { amount formatted }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventsOnSale(\n    $filter: PublicEventFilter, $organization: String, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    publicEvents(\n      filter: $filter, organization: $organization, first: $first, after: $after, last: $last, before: $before\n    ) {\n      edges {\n        node {\n          id title slug category startsAt endsAt timeZone\n          venue { id name city }\n          organization { id name slug }\n          images { id url alt width height }\n          ticketTypes { id kind available price { amount formatted } }\n        }\n      }\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query EventsOnSale(\n    $filter: PublicEventFilter, $organization: String, $first: Int, $after: String, $last: Int, $before: String\n  ) {\n    publicEvents(\n      filter: $filter, organization: $organization, first: $first, after: $after, last: $last, before: $before\n    ) {\n      edges {\n        node {\n          id title slug category startsAt endsAt timeZone\n          venue { id name city }\n          organization { id name slug }\n          images { id url alt width height }\n          ticketTypes { id kind available price { amount formatted } }\n        }\n      }\n      pageInfo { startCursor endCursor hasNextPage hasPreviousPage }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizerOfShop($slug: String!) { publicOrganization(slug: $slug) { id name logoUrl } }\n"): (typeof documents)["\n  query OrganizerOfShop($slug: String!) { publicOrganization(slug: $slug) { id name logoUrl } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OtherDates($organization: String!, $slug: String!, $from: DateTime!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      series {\n        id\n        events(from: $from, first: 50) {\n          edges { node { id slug title startsAt timeZone ticketTypes { id available } } }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query OtherDates($organization: String!, $slug: String!, $from: DateTime!) {\n    publicEvent(organization: $organization, slug: $slug) {\n      id\n      series {\n        id\n        events(from: $from, first: 50) {\n          edges { node { id slug title startsAt timeZone ticketTypes { id available } } }\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FacetsOnSale($organization: String) {\n    publicEventFacets(organization: $organization) {\n      categories { value count }\n      tags { value count }\n      cities { value count }\n    }\n  }\n"): (typeof documents)["\n  query FacetsOnSale($organization: String) {\n    publicEventFacets(organization: $organization) {\n      categories { value count }\n      tags { value count }\n      cities { value count }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeAnswers($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) {\n      id\n      tickets { id answers { questionId kind label values } }\n    }\n  }\n"): (typeof documents)["\n  mutation ChangeAnswers($token: String!, $ticketId: ID!, $answers: [AnswerInput!]!) {\n    changeAnswers(orderToken: $token, ticketId: $ticketId, answers: $answers) {\n      id\n      tickets { id answers { questionId kind label values } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrderInShop($token: String!) {\n    order(token: $token) {\n      id number status expiresAt confirmedAt closedReason paymentMethodLabel paymentReference paymentInstructions\n      nextAction { type url }\n      buyer { name email }\n      event {\n        id title slug startsAt endsAt timeZone\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items { id name quantity total { formatted } }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      refunded { amount formatted }\n      mayRenameTickets\n      invoices { id kind number total { formatted } downloadUrl }\n      changes {\n        id status fromName toName difference { formatted } expiresAt\n        paymentReference paymentInstructions nextAction { type url }\n      }\n      tickets {\n        id status admits transferredAt attendee { name }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n        answers { questionId kind label values }\n        pass { code formats qr { svg } }\n        event { id onlineUrl holdersMayTransfer status startsAt endsAt }\n      }\n    }\n  }\n"): (typeof documents)["\n  query OrderInShop($token: String!) {\n    order(token: $token) {\n      id number status expiresAt confirmedAt closedReason paymentMethodLabel paymentReference paymentInstructions\n      nextAction { type url }\n      buyer { name email }\n      event {\n        id title slug startsAt endsAt timeZone\n        venue { id name address city country }\n        organization { id name slug }\n      }\n      items { id name quantity total { formatted } }\n      subtotal { amount formatted }\n      discount { amount formatted }\n      fees { amount formatted }\n      tax { amount formatted }\n      total { amount formatted }\n      refunded { amount formatted }\n      mayRenameTickets\n      invoices { id kind number total { formatted } downloadUrl }\n      changes {\n        id status fromName toName difference { formatted } expiresAt\n        paymentReference paymentInstructions nextAction { type url }\n      }\n      tickets {\n        id status admits transferredAt attendee { name }\n        ticketType {\n          id name\n          questions { id kind label helpText required choices condition { questionId values } }\n        }\n        answers { questionId kind label values }\n        pass { code formats qr { svg } }\n        event { id onlineUrl holdersMayTransfer status startsAt endsAt }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PassOnTicket($code: String!, $input: TransferInput!) {\n    passOnTicket(code: $code, input: $input) {\n      id transferredAt attendee { name } pass { code formats qr { svg } }\n    }\n  }\n"): (typeof documents)["\n  mutation PassOnTicket($code: String!, $input: TransferInput!) {\n    passOnTicket(code: $code, input: $input) {\n      id transferredAt attendee { name } pass { code formats qr { svg } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ConfirmPayment($orderToken: String!) { confirmPayment(orderToken: $orderToken) { id status } }\n"): (typeof documents)["\n  mutation ConfirmPayment($orderToken: String!) { confirmPayment(orderToken: $orderToken) { id status } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TicketDocument($codes: [String!]!, $format: TicketDocumentFormat!) {\n    ticketDocument(codes: $codes, format: $format) { url fileName }\n  }\n"): (typeof documents)["\n  query TicketDocument($codes: [String!]!, $format: TicketDocumentFormat!) {\n    ticketDocument(codes: $codes, format: $format) { url fileName }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenameTicket($input: RenameTicketInput!) {\n    renameTicket(input: $input) { id tickets { id attendee { name } } }\n  }\n"): (typeof documents)["\n  mutation RenameTicket($input: RenameTicketInput!) {\n    renameTicket(input: $input) { id tickets { id attendee { name } } }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Unsubscribe($token: String!) { unsubscribe(token: $token) }"): (typeof documents)["mutation Unsubscribe($token: String!) { unsubscribe(token: $token) }"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitingPlaceInShop($token: String!) {\n    waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds opensAt }\n  }\n"): (typeof documents)["\n  query WaitingPlaceInShop($token: String!) {\n    waitingPlace(token: $token) { status ahead estimatedWaitSeconds pollAfterSeconds opensAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JoinWaitingRoom($eventId: ID!) {\n    joinWaitingRoom(eventId: $eventId) { token }\n  }\n"): (typeof documents)["\n  mutation JoinWaitingRoom($eventId: ID!) {\n    joinWaitingRoom(eventId: $eventId) { token }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitingRoomInShop($eventId: ID!) {\n    event(id: $eventId) {\n      id title slug status startsAt endsAt timeZone\n      organization { id slug name }\n      waitingRoom { status opensAt }\n    }\n  }\n"): (typeof documents)["\n  query WaitingRoomInShop($eventId: ID!) {\n    event(id: $eventId) {\n      id title slug status startsAt endsAt timeZone\n      organization { id slug name }\n      waitingRoom { status opensAt }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation EnterEvent($placeToken: String!) {\n    enterEvent(placeToken: $placeToken) { token expiresAt }\n  }\n"): (typeof documents)["\n  mutation EnterEvent($placeToken: String!) {\n    enterEvent(placeToken: $placeToken) { token expiresAt }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation JoinWaitlist($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }\n"): (typeof documents)["\n  mutation JoinWaitlist($input: JoinWaitlistInput!) { joinWaitlist(input: $input) }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WaitlistPlaceInShop($token: String!) {\n    waitlistPlace(token: $token) {\n      status quantity acceptFewer ahead offered offerExpiresAt\n      event { id title slug startsAt endsAt timeZone organization { id slug } }\n      ticketType { id name price { formatted } }\n    }\n  }\n"): (typeof documents)["\n  query WaitlistPlaceInShop($token: String!) {\n    waitlistPlace(token: $token) {\n      status quantity acceptFewer ahead offered offerExpiresAt\n      event { id title slug startsAt endsAt timeZone organization { id slug } }\n      ticketType { id name price { formatted } }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AcceptWaitlistOffer($token: String!) { acceptWaitlistOffer(token: $token) { id token } }\n"): (typeof documents)["\n  mutation AcceptWaitlistOffer($token: String!) { acceptWaitlistOffer(token: $token) { id token } }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LeaveWaitlist($token: String!) { leaveWaitlist(token: $token) }"): (typeof documents)["mutation LeaveWaitlist($token: String!) { leaveWaitlist(token: $token) }"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;