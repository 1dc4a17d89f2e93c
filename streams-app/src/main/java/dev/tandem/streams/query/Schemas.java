package dev.tandem.streams.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON schemas of the answers' records, each under its name. */
final class Schemas {
  private final ObjectMapper json;
  private final ObjectNode components;

  Schemas(ObjectMapper json) {
    this.json = json;
    this.components = json.createObjectNode();
  }

  /** Those that were needed so far, by name. */
  ObjectNode components() {
    return components;
  }

  ObjectNode of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return of(generic);
    }
    Class<?> of = (Class<?>) type;
    if (of.isRecord()) {
      return reference(of);
    }
    ObjectNode schema = json.createObjectNode();
    if (of == long.class || of == Long.class) {
      return schema.put("type", "integer").put("format", "int64");
    }
    if (of == int.class || of == Integer.class) {
      return schema.put("type", "integer").put("format", "int32");
    }
    if (of == boolean.class) {
      return schema.put("type", "boolean");
    }
    schema.put("type", "string");
    if (of == Instant.class) {
      return schema.put("format", "date-time");
    }
    if (of == LocalDateTime.class) {
      return schema.put("description", "a date and time as written, without an offset");
    }
    if (of != String.class) {
      throw new IllegalArgumentException("no schema for " + of);
    }
    return schema;
  }

  private ObjectNode of(ParameterizedType generic) {
    Type[] of = generic.getActualTypeArguments();
    ObjectNode schema = json.createObjectNode();
    if (generic.getRawType() == List.class) {
      return schema.put("type", "array").set("items", of(of[0]));
    }
    if (generic.getRawType() == Map.class) {
      return schema.put("type", "object").set("additionalProperties", of(of[1]));
    }
    if (generic.getRawType() != Optional.class) {
      throw new IllegalArgumentException("no schema for " + generic);
    }
    schema.putArray("anyOf").add(of(of[0])).add(json.createObjectNode().put("type", "null"));
    return schema;
  }

  ObjectNode arrayOf(Class<?> of) {
    return json.createObjectNode().put("type", "array").set("items", of(of));
  }

  private ObjectNode reference(Class<?> record) {
    String name = record.getSimpleName().replaceAll("View$", "");
    if (!components.has(name)) {
      ObjectNode schema = components.putObject(name).put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = schema.putArray("required");
      for (RecordComponent component : record.getRecordComponents()) {
        properties.set(component.getName(), of(component.getGenericType()));
        if (component.getAccessor().getAnnotation(JsonInclude.class) == null) {
          required.add(component.getName());
        }
      }
    }
    return json.createObjectNode().put("$ref", "#/components/schemas/" + name);
  }
}
