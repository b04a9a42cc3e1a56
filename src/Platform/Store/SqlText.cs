using System.Text;

namespace NfvOrchestrator.Platform.Store;

/// <summary>SQL under construction with its parameters: values only ever enter as parameters.</summary>
/// <param name="parameterPrefix">How a numbered parameter is written: <c>@p</c> (SQLite) or <c>$</c> (PostgreSQL).</param>
internal sealed class SqlText(string parameterPrefix)
{
    private readonly List<object> parameters = [];
    private readonly StringBuilder text = new();
    private int aliases;

    /// <summary>The parameters in the order of their numbers.</summary>
    public IReadOnlyList<object> Parameters => parameters;

    /// <summary>Appends SQL written by us (never by a caller).</summary>
    public SqlText Append(string sql)
    {
        text.Append(sql);
        return this;
    }

    /// <summary>Adds a value and returns the name of its parameter.</summary>
    public string Parameter(object value)
    {
        parameters.Add(value);
        return parameterPrefix + parameters.Count;
    }

    /// <summary>A table alias not used before in this statement.</summary>
    public string Alias() => "e" + ++aliases;

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
