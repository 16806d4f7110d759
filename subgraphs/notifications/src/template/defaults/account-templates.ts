import { content, defineTemplate } from '../template-definition.ts';

export const userRegistered = defineTemplate({
  name: 'user-registered',
  description: 'To someone who has made an account.',
  category: 'TRANSACTIONAL',
  placeholders: {
    adminUrl: { kind: 'url', description: 'Where to sign in.', sample: 'https://tickets.example/admin' },
  },
  content: {
    en: content(
      'Welcome, {{recipientName}}',
      ['Hello {{recipientName}},', 'Your account is ready. You can create your first event now.'],
      { label: 'Open the dashboard', url: 'adminUrl' },
    ),
    de: content(
      'Willkommen, {{recipientName}}',
      ['Hallo {{recipientName}},', 'dein Konto ist eingerichtet. Du kannst jetzt deine erste Veranstaltung anlegen.'],
      { label: 'Zur Verwaltung', url: 'adminUrl' },
    ),
  },
});

export const passwordReset = defineTemplate({
  name: 'password-reset',
  description: 'To someone who asked to set a new password.',
  category: 'TRANSACTIONAL',
  placeholders: {
    resetUrl: {
      kind: 'url',
      description: 'Where to set the new password; works once and for a short time.',
      sample: 'https://tickets.example/admin/reset-password?token=sample',
      required: true,
    },
  },
  content: {
    en: content(
      'Set a new password',
      [
        'Hello {{recipientName}},',
        'Someone asked to set a new password for your account. If it was you, use the link below. If not, ignore this message: nothing has changed.',
      ],
      { label: 'Set a new password', url: 'resetUrl' },
    ),
    de: content(
      'Neues Passwort festlegen',
      [
        'Hallo {{recipientName}},',
        'jemand möchte ein neues Passwort für dein Konto festlegen. Wenn du das warst, nutze den Link unten. Wenn nicht, ist nichts weiter zu tun: Es hat sich nichts geändert.',
      ],
      { label: 'Neues Passwort festlegen', url: 'resetUrl' },
    ),
  },
});

export const memberInvited = defineTemplate({
  name: 'member-invited',
  description: 'To someone who is invited to join an organization.',
  category: 'TRANSACTIONAL',
  placeholders: {
    role: { kind: 'text', description: 'The role that is offered.', sample: 'MANAGER' },
    invitationUrl: {
      kind: 'url',
      description: 'Where to accept; works once.',
      sample: 'https://tickets.example/admin/invitation?token=sample',
      required: true,
    },
  },
  content: {
    en: content('Join {{organizationName}}', ['Hello,', '{{organizationName}} invites you to join as {{role}}.'], {
      label: 'Accept the invitation',
      url: 'invitationUrl',
    }),
    de: content(
      'Einladung zu {{organizationName}}',
      ['Hallo,', '{{organizationName}} lädt dich ein, als {{role}} mitzuarbeiten.'],
      { label: 'Einladung annehmen', url: 'invitationUrl' },
    ),
  },
});
