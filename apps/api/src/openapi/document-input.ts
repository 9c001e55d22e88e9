import { ApiBody, ApiParam, ApiQuery } from '@nestjs/swagger';
import { z } from 'zod';
import { openApiSchema } from './schemas.js';

/** Lets a parameter decorator document the input that it validates, by decorating its method. */
function alsoOnMethod(parameter: ParameterDecorator, method: MethodDecorator): ParameterDecorator {
  return (target, key, index) => {
    parameter(target, key, index);
    const descriptor = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
    if (key !== undefined && descriptor) method(target, key, descriptor);
  };
}

export function documentedBody(parameter: ParameterDecorator, schema: z.ZodType): ParameterDecorator {
  return alsoOnMethod(parameter, ApiBody({ required: true, schema: openApiSchema(schema, 'input') }));
}

export function documentedParam(
  parameter: ParameterDecorator,
  name: string,
  schema: z.ZodType,
): ParameterDecorator {
  return alsoOnMethod(parameter, ApiParam({ name, schema: openApiSchema(schema, 'input') }));
}

export function documentedParams(
  parameter: ParameterDecorator,
  schema: z.ZodObject<Record<string, z.ZodType>>,
): ParameterDecorator {
  return Object.entries(schema.shape).reduce(
    (decorator, [name, field]) => documentedParam(decorator, name, field),
    parameter,
  );
}

export function documentedQuery(parameter: ParameterDecorator, schema: z.ZodType): ParameterDecorator {
  if (!(schema instanceof z.ZodObject)) return parameter;
  const fields = Object.entries<z.ZodType>(schema.shape);
  return fields.reduce(
    (decorator, [name, field]) =>
      alsoOnMethod(
        decorator,
        ApiQuery({
          name,
          required: !field.safeParse(undefined).success,
          ...(field.description && { description: field.description }),
          schema: openApiSchema(field, 'input'),
        }),
      ),
    parameter,
  );
}
