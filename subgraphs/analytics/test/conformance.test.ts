import { schemaConformance } from '@ticketbase/testing';
import { analyticsSchema } from '../src/index.ts';

schemaConformance(analyticsSchema);
