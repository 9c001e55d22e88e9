import { describeAgreement } from './running/agreement.js';

describeAgreement('odd');
