import { sql } from '../../src/platform/db/sql.ts'
import { steps, type Sabotage } from './sabotage.ts'

const NEWEST = '18446744073709551615'
const NO_ID = '00000000-0000-0000-0000-000000000000'

/** For every invariant of requests and logs what breaks it, and it alone. */
export const platformSabotages: Record<string, Sabotage[]> = {
  I23b: [
    steps(
      sql`alter table platform.idempotency drop constraint idempotency_pkey`,
      sql`insert into platform.idempotency select * from platform.idempotency limit 1
        returning client, key`,
    ),
  ],
  I31: [
    steps(
      // Where the others stand depends on what else ran when they last looked.
      sql`delete from platform.subscriber`,
      sql`update platform.event set recorded_at = now() - interval '2 minutes'`,
      sql`insert into platform.subscriber (name, epoch, tx, id)
        select 'slow', epoch, '0', ${NO_ID} from platform.installation returning name`,
    ),
  ],
  I32: [
    steps(sql`insert into platform.subscriber (name, epoch, tx, id)
      select 'hasty', epoch, ${NEWEST}, ${NO_ID} from platform.installation returning name`),
  ],
}
