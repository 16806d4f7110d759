import { Field, InputType } from '@ticketbase/subgraph-kit/graphql';
import { z } from 'zod';
import { emailSchema, nameSchema } from '../user/user.input.ts';

@InputType('RegisterInput', { description: 'A new account, and the organization that it begins with.' })
export class RegisterInputType {
  @Field(() => String, { description: 'How the person is called, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The address that the person signs in with; capitals make no difference.' })
  email!: string;

  @Field(() => String, { description: 'At least 10 characters, and neither the address nor the name.' })
  password!: string;

  @Field(() => String, { description: 'What the organization is called, 1 to 100 characters.' })
  organizationName!: string;
}

export const registerSchema = z.object({
  name: nameSchema,
  email: emailSchema,
  password: z.string(),
  organizationName: nameSchema,
});
