export { type MailAddress, type NotificationsConfig, parseNotificationsConfig } from './config.ts';
export { notificationsDatabase } from './database.ts';
export { notificationsSchema } from './schema.ts';
