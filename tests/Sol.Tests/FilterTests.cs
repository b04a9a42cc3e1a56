using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.Tests;

public sealed class FilterTests
{
    private static readonly FilterSchema Instance = FilterSchema.Of(static () => VnfLcmJsonContext.Default.VnfInstance);
    private static readonly FilterSchema OpOcc = FilterSchema.Of(static () => VnfLcmJsonContext.Default.VnfLcmOpOcc);

    [Theory]
    [InlineData("(eq,id,vnf-1)", true)]
    [InlineData("(neq,id,vnf-1)", false)]
    [InlineData("(eq,vnfProductName,'AMF, 5G (core)')", true)]
    [InlineData("(in,id,vnf-1,vnf-2)", true)]
    [InlineData("(nin,id,vnf-1,vnf-2)", false)]
    [InlineData("(cont,vnfInstanceName,mf,zz)", true)]
    [InlineData("(ncont,vnfInstanceName,zz,yy)", true)]
    [InlineData("(eq,instantiatedVnfInfo/vnfState,STARTED)", true)]
    [InlineData("(eq,instantiatedVnfInfo/scaleStatus/aspectId,b)", true)]
    [InlineData("(gt,instantiatedVnfInfo/scaleStatus/scaleLevel,9)", true)]
    [InlineData("(gt,instantiatedVnfInfo/scaleStatus/scaleLevel,10)", false)]
    [InlineData("(lte,instantiatedVnfInfo/scaleStatus/scaleLevel,1.0)", true)]
    [InlineData("(eq,metadata/tenant,blue)", true)]
    [InlineData("(eq,metadata/rank,1)", true)]
    [InlineData("(gte,metadata/rank,2)", false)]
    [InlineData("(eq,metadata/@key,tenant)", true)]
    [InlineData("(eq,metadata/@key,none)", false)]
    [InlineData("(eq,extensions/x~1y,true)", true)]
    [InlineData("(eq,vimConnectionInfo/vim1/vimType,OPENSTACK)", true)]
    [InlineData("(eq,vimConnectionInfo/vim2/vimType,OPENSTACK)", false)]
    [InlineData("(neq,vimConnectionInfo/vim2/vimType,OPENSTACK)", true)]
    [InlineData("(eq,vnfInstanceDescription,x)", false)]
    [InlineData("(nin,vnfInstanceDescription,x,y)", true)]
    [InlineData("(lt,vnfInstanceDescription,x)", false)]
    [InlineData("(eq,id,vnf-1);(eq,vnfdId,vnfd-odd)", true)]
    [InlineData("(eq,id,vnf-1);(eq,vnfdId,vnfd-even)", false)]
    public void Instance_one_passes_or_not(string filter, bool passes)
    {
        var json = JsonSerializer.SerializeToElement(Sample.VnfInstance(1), VnfLcmJsonContext.Default.VnfInstance);
        AttributeFilter.Parse(filter, Instance).Matches(json).ShouldBe(passes);
    }

    [Fact]
    public void Date_times_and_booleans_compare_by_value()
    {
        var json = Sample.Json("""{"startTime":"2031-05-01T12:00:00+02:00","isCancelPending":false}""");
        AttributeFilter.Parse("(eq,startTime,2031-05-01T10:00:00Z);(eq,isCancelPending,false)", OpOcc).Matches(json).ShouldBeTrue();
        AttributeFilter.Parse("(gt,startTime,2031-05-01T10:00:00Z)", OpOcc).Matches(json).ShouldBeFalse();
        AttributeFilter.Parse("(gt,startTime,'2031-05-01T11:59:59+02:00')", OpOcc).Matches(json).ShouldBeTrue();
    }

    [Fact]
    public void Null_is_absent()
    {
        AttributeFilter.Parse("(neq,vnfInstanceName,x)", Instance).Matches(Sample.Json("""{"vnfInstanceName":null}""")).ShouldBeTrue();
        AttributeFilter.Parse("(eq,vnfInstanceName,x)", Instance).Matches(Sample.Json("""{"vnfInstanceName":null}""")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("eq,id,1", 1, "'('")]
    [InlineData("(is,id,1)", 2, "unknown operator 'is'")]
    [InlineData("(eq,id", 7, "',' and a value")]
    [InlineData("(eq,id,)", 8, "a value is missing")]
    [InlineData("(eq,id,1", 9, "')'")]
    [InlineData("(eq,id,1)x", 10, "';'")]
    [InlineData("(eq,id,1);", 11, "'('")]
    [InlineData("(eq,,1)", 5, "attribute name is missing")]
    [InlineData("(eq,id,1,2)", 9, "one value")]
    [InlineData("(eq,id,'1)", 8, "not closed")]
    [InlineData("(eq,idd,1)", 5, "Did you mean 'id'?")]
    [InlineData("(eq,instantiatedVnfInfo/vnfstate,STARTED)", 25, "Did you mean 'vnfState'?")]
    [InlineData("(eq,instantiatedVnfInfo/vnfState,RUNNING)", 34, "STARTED, STOPPED")]
    [InlineData("(eq,instantiatedVnfInfo,x)", 5, "ends at a structure")]
    [InlineData("(eq,metadata,x)", 5, "ends at a map")]
    [InlineData("(eq,id/x,1)", 8, "no attributes below")]
    [InlineData("(eq,metadata/@key/x,1)", 18, "nothing can follow")]
    [InlineData("(eq,extensions/x~2y,1)", 17, "'~' must be followed")]
    [InlineData("(gt,instantiatedVnfInfo/scaleStatus/scaleLevel,many)", 48, "not a number")]
    [InlineData("(cont,instantiatedVnfInfo/scaleStatus/scaleLevel,1)", 39, "compares text")]
    public void Errors_name_the_position(string filter, int position, string says)
    {
        var detail = Should.Throw<SolProblemException>(() => AttributeFilter.Parse(filter, Instance)).Problem.Problem.Detail;
        detail.ShouldContain($"at character {position}:");
        detail.ShouldContain(says);
    }

    [Fact]
    public void Size_is_bounded()
    {
        Should.Throw<SolProblemException>(() => AttributeFilter.Parse(string.Join(';', Enumerable.Repeat("(eq,id,1)", 33)), Instance));
        Should.Throw<SolProblemException>(() => AttributeFilter.Parse($"(eq,id,{new string('a', 4096)})", Instance));
        AttributeFilter.Parse(string.Join(';', Enumerable.Repeat("(eq,id,1)", 32)), Instance).Terms.Count.ShouldBe(32);
    }

    [Fact]
    public void Paths_tell_arrays_and_maps()
    {
        var path = AttributeFilter.Parse("(eq,instantiatedVnfInfo/extCpInfo/cpProtocolInfo/ipOverEthernet/ipAddresses/addresses,10.0.0.1)", Instance).Terms[0].Path;
        path.Select(s => s.IsArray).ShouldBe([false, true, true, false, true, true]);
        AttributeFilter.Parse("(eq,vimConnectionInfo/v/vimId,1)", Instance).Terms[0].Path.Select(s => s.Kind)
            .ShouldBe([FilterSegmentKind.Member, FilterSegmentKind.MapEntry, FilterSegmentKind.Member]);
    }

    [Fact]
    public void Every_filter_survives_formatting_and_parsing()
    {
        var text = Gen.ArrayOf(Gen.Elements("a", "Z", "0", ",", ")", "(", "'", ";", "~", "/", "@", " ", "é", "%")).Where(a => a.Length is > 0 and < 12).Select(string.Concat);
        var name = Gen.NonEmptyListOf(Gen.Elements("a", "b", "Id", "~", "/", "@", ",", "_links", "é")).Where(l => l.Count < 6).Select(l => "n" + string.Concat(l));
        var term =
            from op in Gen.Elements(Enum.GetValues<FilterOperator>())
            from path in Gen.NonEmptyListOf(name).Where(l => l.Count < 8)
            from values in Gen.NonEmptyListOf(Gen.OneOf(text, Gen.Constant(string.Empty))).Where(l => l.Count < 8)
            select new FilterTerm(
                op,
                [.. path.Select(n => new FilterPathSegment(n, FilterSegmentKind.Member, IsArray: false))],
                [.. values.Take(op.TakesSeveral() ? 8 : 1).Select(FilterValue.OfString)]);
        var filters = Gen.NonEmptyListOf(term).Where(l => l.Count < 6).Select(l => new AttributeFilter([.. l]));
        Prop.ForAll(filters.ToArbitrary(), filter =>
        {
            var back = AttributeFilter.Parse(filter.Format(), schema: null);
            return back.Format() == filter.Format()
                && back.Terms.Zip(filter.Terms).All(p => p.First.Operator == p.Second.Operator && p.First.Path.SequenceEqual(p.Second.Path) && p.First.Values.SequenceEqual(p.Second.Values));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_makes_the_parser_fail_otherwise_than_by_a_problem()
    {
        var text = Gen.ArrayOf(Gen.Elements("(", ")", ",", ";", "'", "/", "~", "@key", "eq", "in", "gt", "id", "metadata", "instantiatedVnfInfo", "scaleStatus", "1")).Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), filter =>
        {
            try
            {
                AttributeFilter.Parse(filter, Instance).Matches(Sample.Json("{}"));
            }
            catch (SolProblemException problem)
            {
                return problem.Problem.StatusCode == 400;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_at_all_is_a_filter_or_a_problem() =>
        Prop.ForAll<string>(text =>
        {
            try
            {
                var filter = AttributeFilter.Parse(text ?? "", schema: null);
                return AttributeFilter.Parse(filter.Format(), schema: null).Format() == filter.Format();
            }
            catch (SolProblemException problem)
            {
                return problem.Problem.StatusCode == 400;
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Terms_narrow_values_widen_and_opposites_exclude_each_other()
    {
        var words = Gen.Elements("a", "b", "ab", "1", "", "x y", "it's", "(,)");
        var attributes = Gen.Elements("id", "vnfInstanceName", "metadata/k", "absent");
        var cases = from attribute in attributes
                    from value in words
                    from more in words
                    from text in words
                    from op in Gen.Elements("eq", "in", "cont")
                    select (Attribute: attribute, Value: Quoted(value), More: Quoted(more), Text: text, Operator: op);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var resource = JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["id"] = c.Text, ["vnfInstanceName"] = c.Text + "b", ["metadata"] = new Dictionary<string, string> { ["k"] = c.Text } });
            bool Holds(string filter) => AttributeFilter.Parse(filter, schema: null).Matches(resource);
            var term = $"({c.Operator},{c.Attribute},{c.Value})";
            var narrowed = Holds($"{term};(eq,id,{c.More})") && !Holds(term);
            var widened = c.Operator != "eq" && Holds(term) && !Holds($"({c.Operator},{c.Attribute},{c.Value},{c.More})");
            var both = Holds(term) == Holds($"({c.Operator switch { "eq" => "neq", "in" => "nin", _ => "ncont" }},{c.Attribute},{c.Value})");
            return !narrowed && !widened && !both;
        }).QuickCheckThrowOnFailure();

        static string Quoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
