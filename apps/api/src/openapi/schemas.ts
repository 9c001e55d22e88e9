import * as contract from '#libs/contract';
import { z } from 'zod';

/** The shapes that the documentation names; everything else stands where it is used. */
const REQUESTS = {
  SignInRequest: contract.signInRequestSchema,
  CreateUserRequest: contract.createUserRequestSchema,
  CreateApiKeyRequest: contract.createApiKeyRequestSchema,
  ConsumeRequest: contract.consumeRequestSchema,
  GrantRequest: contract.grantRequestSchema,
  AllocationRequest: contract.allocationRequestSchema,
  ChangeRateRequest: contract.changeRateRequestSchema,
  DefineModelRequest: contract.defineModelRequestSchema,
} satisfies Record<string, z.ZodType>;

const ANSWERS = {
  Problem: contract.problemSchema,
  Session: contract.sessionSchema,
  User: contract.userSchema,
  ApiKey: contract.apiKeySchema,
  CreatedApiKey: contract.createdApiKeySchema,
  ApiKeys: contract.apiKeysSchema,
  Accepted: contract.acceptedSchema,
  Receipt: contract.receiptSchema,
  GrantResponse: contract.grantResponseSchema,
  ExpirationsResponse: contract.expirationsResponseSchema,
  ProjectedMessage: contract.projectedMessageSchema,
  ChangeRateResponse: contract.changeRateResponseSchema,
  AsOf: contract.asOfSchema,
  GrantView: contract.grantViewSchema,
  Allocation: contract.allocationSchema,
  Balance: contract.balanceSchema,
  CapRoom: contract.capRoomSchema,
  ModelLimits: contract.modelLimitsSchema,
  AccountLimits: contract.accountLimitsSchema,
  UsageEntry: contract.usageEntrySchema,
  UsagePage: contract.usagePageSchema,
  CorrectionEntry: contract.correctionEntrySchema,
  CorrectionPage: contract.correctionPageSchema,
  UsagePeriod: contract.usagePeriodSchema,
  UsageByPeriod: contract.usageByPeriodSchema,
  Rate: contract.rateSchema,
  Features: contract.featuresSchema,
  Model: contract.modelSchema,
  Models: contract.modelsSchema,
  BriefBalance: contract.briefBalanceSchema,
  BriefFeatureRate: contract.briefFeatureRateSchema,
} satisfies Record<string, z.ZodType>;

type JsonSchema = Record<string, unknown>;

const NAMES = new Map<z.ZodType, string>(
  Object.entries({ ...REQUESTS, ...ANSWERS }).map(([name, schema]) => [schema, name]),
);

const referenceTo = (name: string) => `#/components/schemas/${name}`;

/** A reference to a named shape, or the shape itself. */
export function openApiSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const name = NAMES.get(schema);
  return name ? { $ref: referenceTo(name) } : plain(z.toJSONSchema(schema, { io }));
}

/** All named shapes, as JSON Schema 2020-12, which is what OpenAPI 3.1 speaks. */
export function namedSchemas(): Record<string, JsonSchema> {
  return { ...schemasOf(REQUESTS, 'input'), ...schemasOf(ANSWERS, 'output') };
}

function schemasOf(named: Record<string, z.ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: referenceTo, io });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]));
}

/** Without what only a schema that stands alone needs. */
function plain({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}
