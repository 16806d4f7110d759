/** The links that messages have in them. */
export class Links {
  private readonly publicUrl: string;

  /** `publicUrl` without a slash at the end. */
  constructor(publicUrl: string) {
    this.publicUrl = publicUrl;
  }

  get admin(): string {
    return `${this.publicUrl}/admin`;
  }

  order(orderToken: string): string {
    return `${this.publicUrl}/shop/orders/${encodeURIComponent(orderToken)}`;
  }

  waitlist(waitlistToken: string): string {
    return `${this.publicUrl}/shop/waitlist/${encodeURIComponent(waitlistToken)}`;
  }

  resetPassword(token: string): string {
    return `${this.publicUrl}/admin/reset-password?token=${encodeURIComponent(token)}`;
  }

  invitation(token: string): string {
    return `${this.publicUrl}/admin/invitation?token=${encodeURIComponent(token)}`;
  }

  unsubscribe(secret: string): string {
    return `${this.publicUrl}/shop/unsubscribe?token=${encodeURIComponent(secret)}`;
  }
}
