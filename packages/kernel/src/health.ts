/** Whether a part of the platform can serve: asked by `/health/ready`. */
export interface HealthCheck {
  readonly name: string;
  check(): Promise<void>;
}
