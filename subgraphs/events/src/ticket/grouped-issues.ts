import { type Driver, Grouping } from '@ticketbase/subgraph-kit';
import type { IssuedTicket } from './issue.type.ts';
import { type IssueAnswer, type IssueRequest, isNotMoved, issueActive } from './issue-active.ts';

/** Orders that one commit serves at most: it bounds how long the first of them waits. */
const MOST = 100;

/**
 * Makes tickets of holds that keep them, which is nearly every sale. Orders of one tenant that arrive together get theirs
 * with one commit, since those for one event would wait for each other's otherwise. Any number of processes may do so at once.
 */
export class GroupedIssues {
  private readonly driver: Driver;
  private readonly groups = new Grouping<IssueRequest, IssuedTicket[] | undefined>(
    (_, requests) => this.issue(requests),
    MOST,
  );

  constructor(driver: Driver) {
    this.driver = driver;
  }

  /**
   * The tickets of an order. Undefined, with nothing changed, for those which go the longer way: the order has its tickets,
   * the hold ended or is of another tenant, attendees answered questions, the event is not on sale. Throws BAD_USER_INPUT.
   */
  async add(request: IssueRequest): Promise<IssuedTicket[] | undefined> {
    if (request.values.attendees?.some(attendee => attendee.answers?.length)) return undefined;
    return this.groups.add(request.by.viewer.organizationId ?? '', request);
  }

  private async issue(requests: readonly IssueRequest[]): Promise<IssueAnswer[]> {
    const first = firstOfEach(requests);
    const answers = new Map<IssueRequest, IssueAnswer>();
    const answered = await issueActive(this.driver, first).catch(error => {
      if (!isNotMoved(error)) throw error;
    });
    if (answered) for (const [index, request] of first.entries()) answers.set(request, answered[index]);
    // An event was called off: who bought from others is not to suffer for it.
    else if (first.length > 1) for (const request of first) answers.set(request, await this.issueAlone(request));
    return requests.map(request => answers.get(request));
  }

  private async issueAlone(request: IssueRequest): Promise<IssueAnswer> {
    try {
      return (await issueActive(this.driver, [request]))[0];
    } catch (error) {
      return isNotMoved(error) ? undefined : (error as Error);
    }
  }
}

/** Without those that repeat an order or a hold: they find out the longer way what became of the first. */
function firstOfEach(requests: readonly IssueRequest[]): IssueRequest[] {
  const taken = new Set<string>();
  return requests.filter(({ values: { orderId, holdId } }) => {
    if (taken.has(orderId) || taken.has(holdId)) return false;
    taken.add(orderId).add(holdId);
    return true;
  });
}
