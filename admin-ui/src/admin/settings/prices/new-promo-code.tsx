import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import type { PromoCodeInput, PromoCodeKind } from '../../../generated/graphql.ts';
import { graphql } from '../../../generated/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { useIdempotencyKey } from '../../../ui/idempotency-key.ts';
import { minorUnits } from '../../../ui/minor-units.ts';
import { basisPointsOf } from '../../../ui/percent.ts';
import { codeOf, Failure, faultOf, messageOf } from '../../../ui/states.tsx';
import { textOf } from '../../../ui/text-of.ts';
import { deviceTimeZone } from '../../../ui/time.ts';
import { instantOf } from '../../../ui/wall-time.ts';
import { EventChoice } from '../../events/event-choice.tsx';

const CreateMutation = graphql(`
  mutation CreatePromoCode($input: PromoCodeInput!) { createPromoCode(input: $input) { id } }
`);

const momentOf = (form: FormData, name: string) => instantOf(textOf(form, name) ?? '', deviceTimeZone());

/** By how much the form says that the price is lowered; undefined if that cannot be read. */
function reductionOf(form: FormData): Pick<PromoCodeInput, 'kind' | 'amount' | 'basisPoints' | 'currency'> | undefined {
  if (form.get('kind') === 'ACCESS') return { kind: 'ACCESS' };
  const value = textOf(form, 'value') ?? '';
  if (form.get('kind') === 'FIXED') {
    const currency = textOf(form, 'currency')?.toUpperCase() ?? '';
    const amount = minorUnits(value, currency);
    return amount === undefined ? undefined : { kind: 'FIXED', amount, currency };
  }
  const basisPoints = basisPointsOf(value);
  return basisPoints === undefined ? undefined : { kind: 'PERCENTAGE', basisPoints };
}

/** Makes a promo code. */
export function NewPromoCode({ onClose }: { readonly onClose: () => void }) {
  const [idempotencyKey] = useIdempotencyKey();
  const [{ fetching, error }, create] = useMutation(CreateMutation);
  const [kind, setKind] = useState<PromoCodeKind>('PERCENTAGE');
  const fixed = kind === 'FIXED';
  const [fault, setFault] = useState<string>();
  const taken = error && codeOf(error) === 'PROMO_CODE_TAKEN' ? messageOf(error) : undefined;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reduction = reductionOf(form);
    setFault(reduction ? undefined : 'Type a number, such as 10 or 2.50.');
    if (!reduction) return;
    const maxUses = textOf(form, 'maxUses');
    const maxUsesPerBuyer = textOf(form, 'maxUsesPerBuyer');
    const input = {
      ...reduction,
      code: textOf(form, 'code') ?? '',
      eventId: textOf(form, 'eventId'),
      maxUses: maxUses ? Number(maxUses) : undefined,
      maxUsesPerBuyer: maxUsesPerBuyer ? Number(maxUsesPerBuyer) : undefined,
      startsAt: momentOf(form, 'startsAt'),
      endsAt: momentOf(form, 'endsAt'),
      idempotencyKey,
    };
    const { data } = await create({ input });
    if (data) onClose();
  };
  return (
    <Dialog title="New promo code" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextField
          label="Code"
          name="code"
          required
          minLength={3}
          maxLength={40}
          autoComplete="off"
          hint="What buyers type: letters, digits, - or _."
          fault={taken ?? faultOf(error, 'code')}
        />
        <div className="columns narrow">
          <SelectField
            label="Lowers the price by"
            name="kind"
            value={kind}
            onChange={event => setKind(event.currentTarget.value as PromoCodeKind)}
          >
            <option value="PERCENTAGE">A share of it</option>
            <option value="FIXED">An amount per order</option>
            <option value="ACCESS">Nothing: opens hidden ticket types with this access code</option>
          </SelectField>
          {kind !== 'ACCESS' && (
            <TextField
              label={fixed ? 'Amount' : 'Share, %'}
              name="value"
              inputMode="decimal"
              required
              fault={fault ?? faultOf(error, fixed ? 'amount' : 'basisPoints')}
            />
          )}
          {fixed && (
            <TextField
              label="Currency"
              name="currency"
              required
              maxLength={3}
              defaultValue="EUR"
              fault={faultOf(error, 'currency')}
            />
          )}
          <TextField
            label="Uses at most"
            name="maxUses"
            type="number"
            min={1}
            hint="Empty: no limit."
            fault={faultOf(error, 'maxUses')}
          />
          <TextField
            label="Uses of one buyer at most"
            name="maxUsesPerBuyer"
            type="number"
            min={1}
            hint="By email address. Empty: no limit."
            fault={faultOf(error, 'maxUsesPerBuyer')}
          />
        </div>
        <EventChoice label="Holds for" name="eventId" fault={faultOf(error, 'eventId')} />
        <div className="columns narrow">
          <TextField label="From" name="startsAt" type="datetime-local" fault={faultOf(error, 'startsAt')} />
          <TextField label="Until" name="endsAt" type="datetime-local" fault={faultOf(error, 'endsAt')} />
        </div>
        {error && !taken && <Failure error={error} />}
        <span>
          <Button type="submit" look="primary" busy={fetching}>
            Make the code
          </Button>
        </span>
      </form>
    </Dialog>
  );
}
