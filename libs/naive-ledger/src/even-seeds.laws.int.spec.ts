import { describeAgreement } from './running/agreement.js';

describeAgreement('even');
