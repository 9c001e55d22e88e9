import type { Decider, Decision } from '../decider/decider.js';
import { beginTopUp, type BeginTopUp } from './begin-top-up.js';
import {
  configureTopUp,
  saveTopUpMethod,
  type ConfigureTopUp,
  type SaveTopUpMethod,
} from './configure-top-up.js';
import { endTopUp, type EndTopUp } from './end-top-up.js';
import { evolveTopUp, initialTopUp, type TopUp } from './top-up.js';
import type { TopUpEvent } from './top-up.events.js';

export type TopUpCommand = ConfigureTopUp | SaveTopUpMethod | BeginTopUp | EndTopUp;

export const topUpDecider: Decider<TopUp, TopUpCommand, TopUpEvent> = {
  initialState: initialTopUp,
  decide,
  evolve: evolveTopUp,
};

function decide(command: TopUpCommand, topUp: TopUp, now: Date): Decision<TopUpEvent> {
  switch (command.type) {
    case 'ConfigureTopUp':
      return configureTopUp(command, now);
    case 'SaveTopUpMethod':
      return saveTopUpMethod(command, topUp.method, now);
    case 'BeginTopUp':
      return beginTopUp(command, topUp, now);
    case 'EndTopUp':
      return endTopUp(command, topUp, now);
  }
}
