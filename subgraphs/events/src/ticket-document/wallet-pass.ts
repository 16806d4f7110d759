import { PKPass } from 'passkit-generator';
import sharp from 'sharp';
import type { WalletConfig } from '../config.ts';
import { type TicketFacts, whenOf } from './ticket-facts.ts';

/** A ticket as a pass for Apple Wallet, signed with the certificate of the installation. */
export async function walletPass(ticket: TicketFacts, config: WalletConfig): Promise<Buffer> {
  const { event, qr, code } = ticket;
  const pass = new PKPass(
    await icons(),
    {
      wwdr: config.issuerCertificate,
      signerCert: config.certificate,
      signerKey: config.privateKey,
      signerKeyPassphrase: config.passphrase,
    },
    {
      formatVersion: 1,
      passTypeIdentifier: config.passTypeId,
      teamIdentifier: config.teamId,
      organizationName: 'TicketBase',
      description: `Ticket: ${event.title}`,
      // A transferred ticket is another pass: Wallet must not show it in the place of the old one.
      serialNumber: `${ticket.ticketId}.${ticket.serial}`,
      backgroundColor: 'rgb(255, 255, 255)',
      foregroundColor: 'rgb(26, 26, 26)',
    },
  );
  pass.type = 'eventTicket';
  pass.primaryFields.push({ key: 'event', label: 'Event', value: event.title });
  pass.secondaryFields.push({ key: 'when', label: 'When', value: whenOf(event) });
  if (event.place.length > 0)
    pass.secondaryFields.push({ key: 'where', label: 'Where', value: event.place.join(', ') });
  pass.auxiliaryFields.push({ key: 'type', label: 'Ticket', value: ticket.ticketTypeName });
  if (ticket.attendeeName) pass.auxiliaryFields.push({ key: 'name', label: 'Name', value: ticket.attendeeName });
  pass.backFields.push({ key: 'code', label: 'Code', value: code });
  pass.setRelevantDate(event.startsAt);
  pass.setBarcodes({ format: 'PKBarcodeFormatQR', message: qr ?? code, messageEncoding: 'iso-8859-1', altText: code });
  return pass.getAsBuffer();
}

/** Wallet refuses a pass without an icon. */
async function icons(): Promise<Record<string, Buffer>> {
  const icon = (size: number) =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29"><rect width="29" height="29" rx="6" fill="#1a1a1a"/><path d="M6 9h17v4a2 2 0 0 0 0 4v4H6v-4a2 2 0 0 0 0-4z" fill="#fff"/></svg>`,
      ),
    )
      .resize(size, size)
      .png()
      .toBuffer();
  return { 'icon.png': await icon(29), 'icon@2x.png': await icon(58), 'icon@3x.png': await icon(87) };
}
