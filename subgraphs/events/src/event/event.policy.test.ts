import { Viewer } from '@ticketbase/kernel';
import { testViewer } from '@ticketbase/testing';
import { describe, expect, test } from 'vitest';
import { EventStatus } from './event.entity.ts';
import { canBecome, canFindBySlug, canView, isEditable } from './event.policy.ts';

const member = testViewer({ role: 'SCANNER' });
const { organizationId } = member;
const draft = { organizationId, status: 'DRAFT', visibility: 'PUBLIC', publishedAt: null } as const;
const published = { ...draft, status: 'PUBLISHED', publishedAt: new Date() } as const;

describe('an event is seen by its id', () => {
  test.each([
    ['a draft, by its organization', draft, member, true],
    ['a draft, by a guest', draft, Viewer.anonymous, false],
    ['a draft, by another organization', draft, testViewer(), false],
    ['a published one, by a guest', published, Viewer.anonymous, true],
    ['an unlisted one, by a guest', { ...published, visibility: 'UNLISTED' }, Viewer.anonymous, true],
    ['a private one, by a guest', { ...published, visibility: 'PRIVATE' }, Viewer.anonymous, false],
    ['a private one, by its organization', { ...published, visibility: 'PRIVATE' }, member, true],
    [
      'a private one, by a service for its organization',
      { ...published, visibility: 'PRIVATE' },
      Viewer.service('payments', organizationId),
      true,
    ],
    ['a cancelled one that was published, by a guest', { ...published, status: 'CANCELLED' }, Viewer.anonymous, true],
    ['a cancelled draft, by a guest', { ...draft, status: 'CANCELLED' }, Viewer.anonymous, false],
  ] as const)('%s', (_, event, viewer, seen) => expect(canView(viewer, event)).toBe(seen));
});

test('a link finds what is published now and not private', () => {
  expect(canFindBySlug(published)).toBe(true);
  expect(canFindBySlug({ ...published, visibility: 'UNLISTED' })).toBe(true);
  expect(canFindBySlug({ ...published, visibility: 'PRIVATE' })).toBe(false);
  expect(canFindBySlug({ ...published, status: 'COMPLETED' })).toBe(false);
  expect(canFindBySlug(draft)).toBe(false);
});

test('the life of an event has these steps and no others', () => {
  const statuses = Object.values(EventStatus);
  const steps = statuses.flatMap(from => statuses.filter(to => canBecome(from, to)).map(to => `${from}→${to}`));
  expect(steps).toEqual(['DRAFT→PUBLISHED', 'DRAFT→CANCELLED', 'PUBLISHED→CANCELLED', 'PUBLISHED→COMPLETED']);
  expect(statuses.filter(status => isEditable({ status }))).toEqual(['DRAFT', 'PUBLISHED']);
});
